"""The tables of the archive, step by step. Steps are added at the end and never edited."""

from __future__ import annotations

STEPS = (
    """
    create table statement (
      n integer primary key autoincrement,
      short text not null unique,
      id text unique,
      url text,
      identity text not null,
      content text not null,     -- hash of title and text as they are compared
      work integer not null,     -- n of the statement that editions are joined under
      translation_of text,
      section text,
      language text not null,
      publisher text not null,
      date text not null,
      title text not null,
      text text not null,
      source text,
      staff integer not null default 0,
      withdrawn_on text
    );
    create index statement_by_url on statement(url) where url is not null;
    create index statement_by_identity on statement(identity);
    create index statement_by_date on statement(date, n) where withdrawn_on is null;
    create index statement_by_work on statement(work);
    create index statement_by_original on statement(translation_of)
      where translation_of is not null;

    create table correction (
      statement integer not null references statement(n),
      position integer not null,
      replaced_on text not null,
      content text not null,
      title text not null,
      text text not null,
      primary key (statement, position)
    ) without rowid;

    -- A passage is a stretch of its statement's text, which stands there once.
    create table passage (
      n integer primary key autoincrement,
      statement integer not null references statement(n),
      start integer not null,
      size integer not null,
      point integer,
      title_words integer not null,
      words integer not null
    );
    create index passage_by_statement on passage(statement);

    -- Stems of title and text, divided by spaces.
    create virtual table stems using fts5(
      title, body, content='', tokenize='unicode61 remove_diacritics 0'
    );
    create virtual table place using fts5vocab(stems, instance);

    -- Words as they are written, with how many passages hold them, and by what they sound like.
    create table word (word text primary key, passages integer not null) without rowid;
    create table sound (sound text, word text, primary key (sound, word)) without rowid;

    -- Vectors of meaning, 8 bits a number, in the order in which they were made.
    create table vector (
      n integer primary key autoincrement,
      passage integer not null unique,
      model text not null,
      numbers blob not null
    );

    -- Counters by which readers notice what changed, and what the folder last held.
    create table mark (name text primary key, value text not null) without rowid;
    insert into mark values ('passages', '0'), ('folder', ''), ('archive', hex(randomblob(8)));
    """,
)
