# Runs a throw-away PostgreSQL until the standard input ends.
#
# $1: the folder with PostgreSQL's programs. Prints the folder of the server's socket once it
# answers; then makes a database for each name read, and prints the name when it is there.
#
# The standard input ends with the process at its other end, however that ends: so the server and
# its files never stay behind.
set -eu
bin=$1
dir=$(mktemp -d /tmp/ponte-postgres-XXXXXX)
trap '"$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >>"$dir/log" 2>&1 || true; rm -rf "$dir"' EXIT
# Italian order, unlike the order of bytes: a query that forgets COLLATE "C" is seen.
"$bin/initdb" -D "$dir/data" -U postgres --auth=trust --encoding=UTF8 --no-sync --no-instructions \
    --locale=C --locale-provider=icu --icu-locale=it-IT >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$dir'
fsync = off
full_page_writes = off
synchronous_commit = off
max_connections = 100
CONF
"$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w start >/dev/null </dev/null || { cat "$dir/log" >&2; exit 1; }
echo "$dir"
while read -r name; do
    "$bin/createdb" -h "$dir" -U postgres "$name" >&2 </dev/null
    echo "$name"
done
