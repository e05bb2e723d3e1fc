#!/bin/sh
# Run by the PostgreSQL image when it makes a new cluster: a role and its
# databases for each user of it.
set -eu
dir=${SECRETS_DIR:-/secrets/postgres}

psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
	--set=temporal="$(cat "$dir/temporal")" --set=trinhky="$(cat "$dir/trinhky")" <<'SQL'
CREATE ROLE temporal LOGIN PASSWORD :'temporal';
CREATE ROLE trinhky LOGIN PASSWORD :'trinhky';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
CREATE DATABASE trinhky OWNER trinhky;
SQL
