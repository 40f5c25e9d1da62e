#!/bin/sh
# Takes Waishi away from this machine. Its databases, its secrets and its backups stay, since there is no way back from their
# loss: the last lines say how they go.
set -eu
[ "$(id -u)" = 0 ] || { echo "waishi: this is for root" >&2; exit 1; }
systemctl -q disable --now waishi.target waishi-backup.timer || true
systemctl stop 'waishi@*.service' 'waishi-migrate@*.service'
rm -rf /etc/systemd/system/waishi.target.wants
rm -rf /opt/waishi /usr/local/sbin/waishi
rm -f /etc/systemd/system/waishi*.service /etc/systemd/system/waishi*.timer /etc/systemd/system/waishi.target
systemctl daemon-reload
rm -f /etc/rabbitmq/conf.d/20-waishi.conf /etc/postgresql/*/main/conf.d/waishi.conf
userdel waishi 2>/dev/null || true
cat <<'END'
waishi: gone. For good, databases, broker and secrets too:
  for one in approvals reception exchanges consular media; do
    for name in $one ${one}_keys; do runuser -u postgres -- dropdb "$name"
      for role in migrator application reader owner; do runuser -u postgres -- dropuser "${name}_$role"; done; done; done
  rm -rf /etc/waishi /etc/rabbitmq/waishi.json /var/backups/waishi
  apt-get purge rabbitmq-server    # or in rabbitmqctl: delete its users, queues and exchanges
END
