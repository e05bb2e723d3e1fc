#!/bin/sh
# Brings Temporal's two databases to the schema of this version of the server.
# Doing it again changes nothing.
set -eu
SQL_PASSWORD=$(cat /secrets/temporal/password)
export SQL_PASSWORD

for name in temporal visibility; do
	database=temporal
	[ "$name" = visibility ] && database=temporal_visibility
	temporal-sql-tool --database "$database" setup-schema --version 0.0
	temporal-sql-tool --database "$database" update-schema --schema-name "postgresql/v12/$name"
done
