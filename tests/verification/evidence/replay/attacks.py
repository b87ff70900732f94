"""What a hostile recipe may try, by kind. `{secret}` is a file beside the folder it runs in."""

from collections.abc import Mapping
from types import MappingProxyType

FILES: Mapping[str, str] = MappingProxyType(
    {
        "another parquet": "SELECT * FROM read_parquet('{secret}.parquet')",
        "unlisted, in its own folder": "SELECT * FROM read_parquet('in/9.parquet')",
        "another parquet by its name": "SELECT * FROM '{secret}.parquet'",
        "parquet beside its own": "SELECT * FROM read_parquet('in/../../secret.parquet')",
        "parquet out of the result": "SELECT * FROM read_parquet('out/../../secret.parquet')",
        "parquet below a file": "SELECT * FROM read_parquet('in/0.parquet/../../secret.parquet')",
        "all parquet": "SELECT * FROM read_parquet('../*.parquet')",
        "a list of parquet": "SELECT * FROM read_parquet(['in/0.parquet', '../secret.parquet'])",
        "metadata of parquet": "SELECT * FROM parquet_metadata('{secret}.parquet')",
        "schema of parquet": "SELECT * FROM parquet_schema('{secret}.parquet')",
        "marks in parquet": "SELECT * FROM parquet_kv_metadata('{secret}.parquet')",
        "csv": "SELECT * FROM read_csv('{secret}.txt', header = false)",
        "csv by its name": "SELECT * FROM '{secret}.csv'",
        "csv, sniffed": "SELECT * FROM sniff_csv('{secret}.txt')",
        "text": "SELECT * FROM read_text('{secret}.txt')",
        "bytes": "SELECT * FROM read_blob('{secret}.txt')",
        "json": "SELECT * FROM read_json('{secret}.txt')",
        "accounts of the machine": "SELECT * FROM read_text('/etc/passwd')",
        "its own environment": "SELECT * FROM read_text('/proc/self/environ')",
        "its parent's environment": "SELECT * FROM read_text('/proc/1/environ')",
        "names of files": "SELECT * FROM glob('/*')",
        "names beside it": "SELECT * FROM glob('../*')",
        "a database": "ATTACH '{secret}.db' AS other; SELECT 1",
        "a database, read": "SELECT * FROM read_duckdb('{secret}.db')",
        "whole metadata of parquet": "SELECT * FROM parquet_full_metadata('{secret}.parquet')",
        "marks of values in parquet": (
            "SELECT * FROM parquet_bloom_probe('{secret}.parquet', 'a', 'x')"
        ),
        "through a link": "SELECT * FROM read_parquet('in/../../link.parquet')",
        "lines of json": "SELECT * FROM read_ndjson_objects('{secret}.txt')",
        "its own memory": "SELECT * FROM read_blob('/proc/self/maps')",
        "its own group": "SELECT * FROM read_text('/proc/self/cgroup')",
        "a whole database": "IMPORT DATABASE '{secret}'",
        "quoted with escapes": "SELECT * FROM read_text(E'\\x2fetc\\x2fpasswd')",
    }
)
WRITES: Mapping[str, str] = MappingProxyType(
    {
        "a file": "COPY (SELECT 1 AS a) TO '{secret}.out'",
        "over its source": "COPY (SELECT 1 AS a) TO 'in/0.parquet' (FORMAT csv, USE_TMP_FILE 0)",
        "over its source, as parquet": "COPY (SELECT 1 AS a) TO 'in/0.parquet' (FORMAT parquet)",
        "out of its folder": "COPY (SELECT 1 AS a) TO 'spilled/../../secret.out'",
        "the whole database": "EXPORT DATABASE '{secret}.out'",
        "a database": "ATTACH '{secret}.out' AS other",
    }
)
SOCKETS: Mapping[str, str] = MappingProxyType(
    {
        "http": "SELECT * FROM read_csv('http://127.0.0.1:{port}/a.csv')",
        "https by its name": "SELECT * FROM 'https://127.0.0.1:{port}/a.parquet'",
        "s3": "SELECT * FROM read_parquet('s3://bucket/a.parquet')",
        "install": "INSTALL httpfs",
        "install from": "INSTALL httpfs FROM 'http://127.0.0.1:{port}'",
        "load": "LOAD httpfs",
        "load a file": "LOAD '{secret}.duckdb_extension'",
        "a secret": "CREATE SECRET (TYPE s3, KEY_ID 'a', SECRET 'b')",
    }
)
SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "set": "SET enable_external_access = true",
        "set paths": "SET allowed_paths = ['/']",
        "set globally": "SET GLOBAL memory_limit = '100GB'",
        "reset": "RESET enable_external_access",
        "pragma": "PRAGMA memory_limit = '100GB'",
        "unlock": "SET lock_configuration = false",
        "threads": "SET threads = 64",
        "where it spills": "SET temp_directory = '/tmp'",
        "log to a file": "CALL enable_logging(storage = 'file', storage_path = '{secret}.out')",
        "home": "SET home_directory = '/'",
        "extensions": "UPDATE EXTENSIONS",
        "the log, called": "SELECT * FROM enable_logging(storage = 'file')",
        "a profile": "PRAGMA enable_profiling = 'json'",
    }
)
TELLS: Mapping[str, str] = MappingProxyType(
    {
        "settings": "SELECT * FROM duckdb_settings()",
        "a setting": "SELECT current_setting('temp_directory')",
        "the text of views": "SELECT sql FROM duckdb_views()",
        "the text of views, otherwise": "SELECT * FROM sqlite_master",
        "tables": "SELECT * FROM information_schema.tables",
        "tables of another catalogue": "SELECT * FROM pg_catalog.pg_tables",
        "tables by a name of its own": (
            "SELECT * FROM sqlite_master WHERE name IN "
            "(WITH sqlite_master AS (SELECT 'a' AS name) SELECT name FROM sqlite_master)"
        ),
        "databases": "SELECT * FROM duckdb_databases()",
        "databases, shown": "SHOW DATABASES",
        "tables, shown": "SHOW TABLES",
        "a description": "SELECT * FROM (DESCRIBE s1)",
        "a summary": "SUMMARIZE s1",
        "the plan": "EXPLAIN SELECT * FROM s1",
        "variables": "SELECT getvariable('a')",
        "the version": "PRAGMA version",
        "the platform": "PRAGMA platform",
        "files it spills": "SELECT * FROM duckdb_temporary_files()",
        "secrets": "SELECT * FROM duckdb_secrets()",
        "the environment": "SELECT getenv('HOME')",
        "the log": "SELECT * FROM duckdb_logs()",
        "the running query": "SELECT current_query()",
        "memory": "SELECT * FROM duckdb_memory()",
        "variables, listed": "SELECT * FROM duckdb_variables()",
        "statistics of a source": "SELECT stats(a) FROM s1",
        "a summary, as a macro": "SELECT * FROM summary((FROM s1))",
    }
)
CHANCE: Mapping[str, str] = MappingProxyType(
    {
        "random": "SELECT random()",
        "random, deep": "SELECT list_transform([1], lambda x: x + random()) FROM s1",
        "random, in an order": "SELECT a FROM s1 ORDER BY random()",
        "random, in a filter": "SELECT sum(a) FILTER (WHERE random() > 0.5) FROM s1",
        "random, in a window": "SELECT sum(a) OVER (ORDER BY random()) FROM s1",
        "random, after recursion": (
            "WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r WHERE random() < 0.5)"
            " SELECT * FROM r"
        ),
        "a new name": "SELECT uuid()",
        "now": "SELECT now()",
        "today": "SELECT today()",
        "the day": "SELECT current_date",
        "the moment": "SELECT current_timestamp",
        "the moment, as consistent": "SELECT current_localtimestamp()",
        "an age": "SELECT age(TIMESTAMP '2020-01-01')",
        "who asks": "SELECT current_user",
        "a sample": "SELECT * FROM s1 USING SAMPLE 1",
        "a sample of a table": "SELECT * FROM s1 TABLESAMPLE 10%",
        "a sample of values": "SELECT reservoir_quantile(a, 0.5) FROM s1",
        "a number in a row": "SELECT nextval('a')",
        "a parameter": "SELECT ?",
        "a sample, by its name": "SELECT list_aggregate(range(9999), 'reservoir_quantile', 0.5)",
        "a sample, by a computed name": (
            "SELECT list_aggr(range(9999), 'reservoir_' || 'quantile', 0.5)"
        ),
        "the season": "SELECT timezone('America/New_York', '12:00:00+00'::TIMETZ)",
        "the season, in a list": "SELECT ['12:00:00+00']::TIMETZ[] FROM s1",
        "the season, in long": "SELECT CAST(n AS TIME WITH TIME ZONE) FROM s1",
        "the season, in json": 'SELECT json_transform(n, \'{{"a": "TIMETZ"}}\') FROM s1',
        "the season, computed": "SELECT from_json(n, '\"TIME' || 'TZ\"') FROM s1",
        "a name by its time": "SELECT uuidv7()",
        "a transaction": "SELECT txid_current()",
    }
)
STATEMENTS: Mapping[str, str] = MappingProxyType(
    {
        "two": "SELECT 1; SELECT 2",
        "none": "",
        "a remark alone": "-- SELECT 1",
        "broken": "SELECT FROM WHERE",
        "a remark that is left open": "SELECT 1 /*",
        "a view dropped": "DROP VIEW s1",
        "a view over a source": "CREATE OR REPLACE VIEW s1 AS SELECT 1",
        "a macro": "CREATE MACRO f() AS 1; SELECT f()",
        "a table": "CREATE TABLE t AS SELECT * FROM s1",
        "rows": "INSERT INTO s1 VALUES (1)",
        "rows after WITH": "WITH x AS (SELECT 1) INSERT INTO s1 SELECT * FROM x",
        "a prepared one": "PREPARE p AS SELECT 1; EXECUTE p",
        "a query in a text": "SELECT * FROM query('SELECT random()')",
        "a table in a text": "SELECT * FROM query_table('s1')",
        "a plan in a text": "SELECT * FROM json_execute_serialized_sql('{{}}')",
        "a log": "SELECT write_log('a')",
        "a sleep": "SELECT sleep_ms(100000)",
        "a function of the engine's": "SELECT pg_sleep(1)",
        "a Python object": "SELECT * FROM sys",
        "rows taken away": "WITH x AS (DELETE FROM s1 RETURNING *) SELECT * FROM x",
        "rows merged": "MERGE INTO s1 USING s1 b ON true WHEN MATCHED THEN DELETE",
        "extensions": "UPDATE EXTENSIONS",
        "half a letter": "SELECT 'a\ud800'",
        "a second one after nothing": "SELECT 1\0; SELECT 2",
        "a schema named": "SELECT * FROM main.s1",
        "another version": "SELECT * FROM s1 AT (VERSION => 1)",
        "deep brackets": f"SELECT {'(' * 2_000}1{')' * 2_000}",
        "a long sum": f"SELECT 1{'+1' * 20_000}",
    }
)
BOMBS: Mapping[str, str] = MappingProxyType(
    {
        "long texts": ("SELECT length(repeat('x', 1000000000) || repeat('y', 1000000000)) AS a"),
        "a long list": "SELECT len(range(2000000000)) AS a",
        "lists of lists": "SELECT list(range(100000)) AS a FROM range(100000)",
        "a wide text": "SELECT string_agg(repeat('x', 1000000), '') AS a FROM range(100000)",
        "a text replaced": "SELECT length(replace(repeat('a', 100000), 'a', repeat('b', 100000)))",
        "a text that doubles": (
            "WITH RECURSIVE r AS (SELECT 'x' AS a UNION ALL SELECT a || a FROM r "
            "WHERE length(a) < 10000000000) SELECT max(length(a)) FROM r"
        ),
        "a wide number": "SELECT format('{:1000000000d}', 1) AS a",
        "a window": (
            "SELECT list(i) OVER (ORDER BY i ROWS BETWEEN 100000 PRECEDING AND CURRENT ROW) AS l "
            "FROM range(1000000) t(i)"
        ),
        "many groups": "SELECT count(*) FROM (SELECT DISTINCT hash(i) FROM range(1000000000) t(i))",
    }
)
LONG: Mapping[str, str] = MappingProxyType(
    {
        "a product": "SELECT count(*) FROM range(10000000) a(i), range(10000000) b(j) WHERE i < j",
        "a distance": "SELECT levenshtein(repeat('x', 300000), repeat('y', 300000))",
        "recursion": (
            "WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r) SELECT max(a) FROM r"
        ),
        "a long sum": "SELECT sum(sqrt(i)) FROM range(100000000000) t(i)",
        "a pattern": (
            "SELECT count(*) FROM range(1000000) WHERE "
            "regexp_matches(repeat('a', 5000) || range, '(a|aa|aaa)*b{{1,200}}(a*)*c')"
        ),
    }
)

LARGE: Mapping[str, str] = MappingProxyType(
    {
        "many rows": "SELECT 1 AS a FROM range(2001)",
        "many columns": "SELECT a.*, b.*, c.* FROM s1 a, s1 b, s1 c",
        "many cells": "SELECT a.*, b.* FROM s1 a, s1 b, range(150)",
        "long texts, packed": "SELECT repeat('x', 1000000) AS a FROM range(90)",
        "long lists, packed": "SELECT range(100000) AS a FROM range(25)",
    }
)
"""Little on the disk, and too much for whoever reads it."""
