#!/bin/sh
# Dumps every database of the office at one moment: backup.sh FOLDER
#
# The services stand still for it, some seconds; what is asked of them meanwhile waits at the broker. Logs that were dumped
# at different moments would contradict each other: a listener would have heard what its teller never told.
# Facts go to FOLDER/facts and are kept 30 days, keys to FOLDER/keys and are kept 7: an erased person's key is in the older ones.
set -eu
folder=$1
services="approvals reception exchanges consular media"
today=$(date -u +%Y%m%dT%H%M%S)
umask 077
mkdir -p "$folder/facts/$today" "$folder/keys/$today"

running=$(systemctl list-units --plain --no-legend --state=active 'waishi@*.service' | cut -d' ' -f1)
again() { [ -z "$running" ] || systemctl start --no-block $running; }
trap again EXIT
[ -z "$running" ] || systemctl stop $running

dump() { runuser -u postgres -- pg_dump --format=custom --compress="${COMPRESS:-6}" "$1" >"$2.part" && mv "$2.part" "$2"; }
for service in $services; do
    dump "$service" "$folder/facts/$today/$service.dump"
    dump "${service}_keys" "$folder/keys/$today/${service}_keys.dump"
done

find "$folder/facts" -mindepth 1 -maxdepth 1 -mtime +30 -exec rm -rf {} +
find "$folder/keys" -mindepth 1 -maxdepth 1 -mtime +7 -exec rm -rf {} +
