#!/bin/sh
# Puts a backup in the place of every database: restore.sh FOLDER MOMENT, as restore.sh /var/backups/waishi 20260301T180000
#
# All ten databases, of one moment: a log that is older than what others heard of it could never be believed again. What was there
# is kept beside it, as consular_before_MOMENT, until somebody drops it. What happened after that moment is lost.
set -eu
folder=$1 moment=$2
services="approvals reception exchanges consular media"
now=$(date -u +%Y%m%dt%H%M%S)
as_postgres() { runuser -u postgres -- "$@"; }

for service in $services; do
    for dump in "$folder/facts/$moment/$service.dump" "$folder/keys/$moment/${service}_keys.dump"; do
        [ -s "$dump" ] || { echo "waishi: $dump is missing" >&2; exit 1; }
    done
done
running=$(systemctl list-units --plain --no-legend 'waishi@*.service' | cut -d' ' -f1)
[ -z "$running" ] || systemctl stop $running

for service in $services; do
    for name in "$service" "${service}_keys"; do
        if [ "$(as_postgres psql -Atc "SELECT count(*) FROM pg_database WHERE datname = '$name'")" = 1 ]; then
            as_postgres psql -qc "ALTER DATABASE $name RENAME TO ${name}_before_$now"
        fi
    done
    # roles that are there already are no fault; their rights at the new databases are given anew
    as_postgres psql -q <"/etc/waishi/$service/databases.sql" 2>&1 | grep -v already || true
    as_postgres pg_restore --exit-on-error --dbname="$service" <"$folder/facts/$moment/$service.dump"
    as_postgres pg_restore --exit-on-error --dbname="${service}_keys" <"$folder/keys/$moment/${service}_keys.dump"
    echo "waishi: $service is restored"
done

# what waits in the queues may have been told after that moment, by a log that is no more
for queue in $(rabbitmqctl -q list_queues name | grep '\.heard\.'); do rabbitmqctl -q purge_queue "$queue" >/dev/null; done

for service in $services; do systemctl restart "waishi-migrate@$service.service"; done
[ -z "$running" ] || systemctl start $running
echo "waishi: the office is open; now: waishi verify"
