#!/bin/sh
# Makes the passwords of a new installation, once, into the folder given. Every
# reader gets a folder only its own user can open; nobody chooses a password,
# and none stands in a file of the project.
set -eu
dir=$1
umask 077

random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# give <user id> <path> <text>
give() {
	mkdir -p "$dir/$(dirname "$2")"
	printf %s "$3" >"$dir/$2"
	chown -R "$1" "$dir/$(dirname "$2")"
}

# The store's root key is not the program's. An installation from before that
# gets another for the program.
own_key() {
	give 10001 trinhky/s3-access-key "$(random)"
	give 10001 trinhky/s3-secret-key "$(random)"
}

if [ -e "$dir/complete" ]; then
	if cmp -s "$dir/minio/access-key" "$dir/trinhky/s3-access-key"; then
		own_key
	fi
	exit 0
fi
chmod 711 "$dir"

admin=$(random)
temporal=$(random)
product=$(random)

# The user ids of the images: postgres 999, temporal 1000, ours 10001.
give 999 postgres/admin "$admin"
give 999 postgres/temporal "$temporal"
give 999 postgres/trinhky "$product"
give 1000 temporal/password "$temporal"
give 10001 minio/access-key "$(random)"
give 10001 minio/secret-key "$(random)"
give 10001 trinhky/database-url "postgres://trinhky:$product@postgres:5432/trinhky?sslmode=disable"
own_key
: >"$dir/complete"
