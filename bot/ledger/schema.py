"""The tables of the ledger, step by step. Steps are added at the end and never edited."""

from __future__ import annotations

STEPS = (
    """
    create table reader (
      asker text primary key,
      language text not null
    ) without rowid;

    create table unanswered (
      n integer primary key,
      day text not null,
      language text not null,
      text text not null,
      nearest text,
      score real not null,
      outcome text not null
    );
    create index unanswered_by_day on unanswered(day);

    create table asked (
      day text not null,
      topic text not null,
      language text not null,
      outcome text not null,
      times integer not null,
      primary key (day, topic, language, outcome)
    ) without rowid;
    """,
    """
    -- What arrived. Of what has been handled only the number is kept, so that it is handled once.
    create table inbox (
      n integer primary key,
      update_id integer not null unique,
      came integer not null,      -- seconds since 1970
      chat integer,
      body text                   -- null once it has been handled
    );
    create index inbox_waiting on inbox(n) where body is not null;
    create index inbox_by_age on inbox(came);

    create table subscription (
      chat integer primary key,
      scope text not null,        -- everything, warnings, words
      words text not null,        -- divided by spaces
      language text not null,
      day text not null
    );

    create table draft (
      nonce text primary key,
      by text not null unique,    -- a newer one of the same person takes its place
      at text not null,
      body text not null
    ) without rowid;

    create table broadcast (
      n integer primary key autoincrement,
      nonce text not null unique, -- of the draft, which is sent once
      kind text not null,         -- text, statement, correction, warning
      began text not null,
      ended text,
      letters text not null,
      readers integer not null,
      sent integer not null default 0,
      gone integer not null default 0,
      refused integer not null default 0,
      stopped integer not null default 0
    );

    create table warning (
      broadcast integer primary key references broadcast(n),
      began text not null,
      ended text,
      said text not null          -- the words by language
    );

    create table announced (
      statement text primary key,
      content text not null,      -- a hash of its title and text as they were announced
      day text not null,
      readers integer not null,
      noticed text not null       -- the content of which staff have been told that it differs
    ) without rowid;

    -- What is to be sent. A row goes as soon as its outcome is known; a broadcast counts them.
    create table outbox (
      n integer primary key autoincrement,
      broadcast integer references broadcast(n),  -- null: an answer
      chat integer not null,
      language text not null,
      body text,                  -- null: the letter of the broadcast in that language
      state text not null,        -- waiting, sending
      due real not null,          -- seconds since 1970, before which it is not tried
      tries integer not null,
      unique (broadcast, chat)
    );
    create index outbox_by_chat on outbox(chat);

    -- Chats that took no letters any more, until they write again.
    create table gone (chat integer primary key, since integer not null);

    -- What staff did: who, when, what.
    create table act (
      n integer primary key,
      at text not null,
      by text not null,
      what text not null
    );

    create table tally (
      day text not null,
      name text not null,
      times integer not null,
      primary key (day, name)
    ) without rowid;
    """,
)
