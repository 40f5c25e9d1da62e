#!/bin/sh
# Installs Waishi on one plain Debian (12 or later) with its PostgreSQL and its RabbitMQ, or upgrades it:
#   sudo deploy/systemd/install.sh
# Run it again for each version: it makes what is missing and keeps what is there. `remove.sh` takes it away.
#
# Without a way to PyPI: `pip download -d wheels --only-binary :all: -r deploy/systemd/requirements.lock` elsewhere, with the
# same version of Python, and here WHEELS=/path/of/wheels. Debian's packages come by apt.
# With DATABASE or BROKER set (host:port, or a URL with options, see deploy/secrets.py) that server is used, this time and later.
# One on another machine is set up there by hand: /etc/waishi/databases.sql, /etc/waishi/definitions.json.
set -eu
here=$(dirname "$(readlink -f "$0")")
source=$(readlink -f "$here/../..")
services="approvals reception exchanges consular media"
base=/opt/waishi etc=/etc/waishi
fresh=$base/releases/$(date -u +%Y%m%dT%H%M%S)

# which server: of this run, else of the last, else one that this script sets up
database=${DATABASE:-$(cat "$etc/servers/database" 2>/dev/null || true)}
broker=${BROKER:-$(cat "$etc/servers/broker" 2>/dev/null || true)}

is_here() { case "$1" in "" | *127.0.0.1* | *localhost*) ;; *) false ;; esac; }
say() { printf 'waishi: %s\n' "$*"; }
stop() { say "$*" >&2; exit 1; }

packages() {
    wanted="python3 python3-venv"
    is_here "$database" && wanted="$wanted postgresql"
    is_here "$broker" && wanted="$wanted rabbitmq-server"
    for package in $wanted; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="${missing:-} $package"
    done
    [ -z "${missing:-}" ] && return
    say "installing$missing"
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

release() {
    say "making $fresh"
    systemd-sysusers "$here/waishi.conf"
    install -d -m 0755 "$base" "$base/releases" "$fresh"
    (cd "$source" && tar -c --exclude=__pycache__ --exclude=deploy/compose/secrets shared services deploy waishi) | tar -x -C "$fresh" --no-same-owner
    python3 -m venv "$fresh/.venv"
    "$fresh/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes \
        ${WHEELS:+--no-index --find-links "$WHEELS"} -r "$here/requirements.lock"
    # nothing is written there later
    "$fresh/.venv/bin/python" -m compileall -q "$fresh/shared" "$fresh/services" "$fresh/deploy" || true
    printf 'REVISION=%s\n' "$(git -C "$source" rev-parse HEAD 2>/dev/null || true)" >"$fresh/revision"
}

secrets() {
    (umask 077 && cd "$fresh" && .venv/bin/python -W ignore -m deploy.secrets "$etc" \
        --database "${database:-127.0.0.1:$port}" --broker "${broker:-127.0.0.1:5672}")
    [ -e "$etc/common" ] || install -m 0600 "$here/settings/common" "$etc/common"
    for service in $services; do
        [ -e "$etc/$service/settings" ] || install -m 0600 "$here/settings/$service" "$etc/$service/settings"
    done
}

# a file of ours into a server's configuration; true if it changed
placed() {
    cmp -s "$1" "$2" && return 1
    install -D -m 0644 "$1" "$2"
}

postgres() {
    if placed "$here/postgresql.conf" "/etc/postgresql/$version/main/conf.d/waishi.conf"; then
        systemctl restart "postgresql@$version-main.service"
    fi
    for service in $services; do
        found=$(runuser -u postgres -- psql -p "$port" -Atc "SELECT count(*) FROM pg_database WHERE datname = '$service'")
        [ "$found" = 1 ] && continue
        say "making the databases of $service"
        runuser -u postgres -- psql -p "$port" -q -v ON_ERROR_STOP=1 <"$etc/$service/databases.sql"
    done
}

rabbitmq() {
    install -m 0640 -g rabbitmq "$etc/definitions.json" /etc/rabbitmq/waishi.json
    if placed "$here/rabbitmq.conf" /etc/rabbitmq/conf.d/20-waishi.conf; then
        systemctl restart rabbitmq-server.service
    else
        rabbitmqctl -q import_definitions <"$etc/definitions.json" >/dev/null
    fi
    # everybody knows its password
    if rabbitmqctl -q list_users | grep -q '^guest	'; then rabbitmqctl -q delete_user guest; fi
}

units() {
    install -m 0644 "$here"/*.service "$here"/*.target "$here"/*.timer /etc/systemd/system/
    cat >/usr/local/sbin/waishi <<-END
	#!/bin/sh
	# The office at a terminal, for root: waishi lag
	WAISHI_SECRETS=$etc exec $base/current/waishi "\$@"
	END
    chmod 0755 /usr/local/sbin/waishi
    previous=$(readlink -e "$base/current" || true)
    current "$fresh"
    systemctl daemon-reload
}

current() {
    ln -s "$1" "$base/next" && mv -T "$base/next" "$base/current"
}

ready() {
    address=$(sed -n 's/^HTTP_ADDRESS=//p' "$etc/$1/settings")
    for _ in $(seq 120); do
        "$base/current/.venv/bin/python" -c "from urllib.request import urlopen; urlopen('http://$address/ready', timeout=4)" \
            2>/dev/null && return
        sleep 0.5
    done
    stop "waishi@$1 is not ready: journalctl -u waishi@$1"
}

roll_out() {
    for service in $services; do
        say "the schema of $service"
        systemctl restart "waishi-migrate@$service.service" && continue
        [ -d "$previous" ] && current "$previous"
        stop "it failed, and what ran before runs on: journalctl -u waishi-migrate@$service"
    done
    systemctl -q enable waishi.target waishi-backup.timer
    systemctl start waishi.target waishi-backup.timer
    for process in $services $(cd "$etc" && for more in *-*/settings; do [ ! -e "$more" ] || dirname "$more"; done); do
        systemctl -q enable "waishi@$process.service"
        systemctl restart "waishi@$process.service"
        ready "$process"
        say "$process is ready"
    done
    # two versions to go back to
    for old in $(ls -d "$base"/releases/* | sort -r | tail -n +4); do rm -rf "$old"; done
}

[ "$(id -u)" = 0 ] || stop "this is for root"
trap '[ "$(readlink -f "$base/current")" = "$fresh" ] || rm -rf "$fresh"' EXIT
packages
if is_here "$database"; then
    version=$(pg_lsclusters -h | awk '$2 == "main" { print $1 }' | sort -n | tail -1)
    [ -n "$version" ] || stop "PostgreSQL has no cluster named main: pg_createcluster VERSION main --start"
    port=$(pg_lsclusters -h | awk -v version="$version" '$1 == version && $2 == "main" { print $3 }')
fi
release
secrets
if is_here "$database"; then postgres; fi
if is_here "$broker"; then rabbitmq; fi
units
roll_out
say "open: waishi lag"
