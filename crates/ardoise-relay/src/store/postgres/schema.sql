-- The tables of rooms, as in SQLite; made when they are not there.
CREATE TABLE IF NOT EXISTS relay_about (name text PRIMARY KEY, value bytea NOT NULL);
CREATE TABLE IF NOT EXISTS relay_room (
    id bytea PRIMARY KEY,
    head int8 NOT NULL, head_chain bytea NOT NULL,
    base int8 NOT NULL, base_chain bytea NOT NULL,
    shown int8 NOT NULL, shown_chain bytea NOT NULL,
    records int8 NOT NULL, bytes int8 NOT NULL,
    appended int8 NOT NULL, keeps_days int8 NOT NULL,
    last_order int8 NOT NULL, deleted bool NOT NULL,
    checksum bytea NOT NULL
);
CREATE TABLE IF NOT EXISTS relay_record (
    room bytea NOT NULL,
    sequence int8 NOT NULL,
    id bytea NOT NULL,
    chain bytea NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (room, sequence),
    UNIQUE (room, id)
);
-- What is sealed cannot be packed.
ALTER TABLE relay_record ALTER bytes SET STORAGE EXTERNAL;
CREATE TABLE IF NOT EXISTS relay_snapshot (
    room bytea NOT NULL, name bytea NOT NULL,
    covers int8 NOT NULL, covers_chain bytea NOT NULL,
    count int8 NOT NULL, parts bytea NOT NULL, vouchers int8 NOT NULL,
    counted int8, doubled int8,
    PRIMARY KEY (room, name)
);
CREATE TABLE IF NOT EXISTS relay_attest (
    room bytea NOT NULL, sequence int8 NOT NULL, target bytea NOT NULL,
    PRIMARY KEY (room, sequence)
);
CREATE INDEX IF NOT EXISTS relay_attest_target ON relay_attest (room, target);
