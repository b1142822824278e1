# The desk's own phrases in English. British spelling, no exclamation marks, no officialese.

month = { $number ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
 } { $year }

# How an answer is rendered.

quoted = “{ $text }”
read-as = I read this as “{ $text }”.

# Contacts, clocks and counters.

phone = { $dialled } (on the page: { $printed })
map = On the map: { $latitude }, { $longitude }
as-of = As of { $day }
last-confirmed = Last confirmed on { $day }
not-confirmed = Not confirmed since { $day }
clock = { $place } { $time }
clock-another-day = { $place } { $time } ({ $day })
clocks-agree = The clocks show the same time.
clock-ahead = { $place } is { $apart } ahead.
hours-apart = { $minutes ->
    [0] { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
     }
   *[other] { $hours } h { $minutes } min
 }
counter-since = { NUMBER($days, useGrouping: 0) ->
    [one] { NUMBER($days, useGrouping: 0) } day, counted from { $day }.
   *[other] { NUMBER($days, useGrouping: 0) } days, counted from { $day }.
 }
counter-since-seen = { NUMBER($days, useGrouping: 0) ->
    [one] { NUMBER($days, useGrouping: 0) } day, counted from { $day }; the page showed { NUMBER($shown, useGrouping: 0) } on { $on }.
   *[other] { NUMBER($days, useGrouping: 0) } days, counted from { $day }; the page showed { NUMBER($shown, useGrouping: 0) } on { $on }.
 }
counter-not-yet = The count begins on { $day }.
counter-until = { NUMBER($days, useGrouping: 0) ->
    [0] { $day } is today.
    [one] { NUMBER($days, useGrouping: 0) } day left until { $day }.
   *[other] { NUMBER($days, useGrouping: 0) } days left until { $day }.
 }
counter-past = { NUMBER($days, useGrouping: 0) ->
    [one] { $day } was { NUMBER($days, useGrouping: 0) } day ago.
   *[other] { $day } was { NUMBER($days, useGrouping: 0) } days ago.
 }
today-is = Today is { $day }.
quoted-in-en = The quotation is in English.
quoted-in-ru = The quotation is in Russian.
quoted-in = The quotation is in its original language ({ $code }).

# Services and the menu.

service-unwritten = The embassy has not written an answer to this here yet.
form = Form: { $link }
urgent = { $phone } – { $whose }
urgent-hours = I do not know whether it is answered at this hour.
menu = What is it about?
menu-empty = Ask in your own words.
menu-group = Choose, or ask in your own words.
back = Back
menu-button = Menu
contacts-button = Contacts

# What was published.

nothing-published = Nothing has been published yet.
nothing-further = There are no further items.
list-range = { $first } to { $last } of { $count }, newest first. A number opens the item.
next-page = Next
previous-page = Previous
next-part = Next part
previous-part = Previous part
archive-count = { $count ->
    [one] { $count } message is held.
   *[other] { $count } messages are held.
 }
archive-how = To find one, type what it is about, or /search and the words.
archive-month = { $month } ({ $count })
archive-year = { $year } ({ $count })
read-newest = Read the newest
all-messages = All messages
no-such-statement = There is no message with that number. It may have been withdrawn.
opening-only = The page holds only the opening; the full text is not held here.
corrected-on = Corrected on { $day }.
points = { $count ->
    [one] It has { $count } point; the number opens it.
   *[other] It has { $count } points; the numbers open them.
 }
point-of = Point { $number } of { $count }
page-of = Page { $number } of { $count }
to-beginning = To the beginning
other-edition = In another language
nothing-on = Nothing in the archive on that.
nothing-on-words = Nothing in the archive on “{ $words }”.
perhaps-this = Perhaps this:
showing-for = Showing results for “{ $words }”.
dates-dropped = Nothing in that period; these are from other dates.
search-what = Type /search and the words, for example: /search visit
open-it = Read it

# What the desk says of itself.

start = This is the automatic service: { $name }. Ask in your own words: whom to call, what was published, what to do about a document. It answers only with what the embassy has written, and says so when there is nothing.
start-kept = Your questions are not kept with your name. What is kept, and how to erase it: /privacy
unsure = Which do you mean?
none-of-these = None of these
lost = I have no answer to that.
lost-help = I can help with: { $groups }.
i-answer-in-en = English
i-answer-in-ru = Russian
i-answer-in = I answer in { $languages }.
and-also = { $first } and { $second }
language-name-en = English
language-name-ru = Русский
language-which = In which language shall I answer?
language-chosen = I will answer in English.
language-unknown = I do not speak that language.
why-topic = Where this comes from:
why-file = { $file }, line { $line }
why-page = the embassy’s page, { $page }
why-as-of = as of { $day }
why-reviewed = last looked at on { $day }
why-statement = message { $id }, { $day }
why-nothing = That is the desk’s own answer; it rests on no fact.
why-which = Say which: /why and the topic’s name, for example: /why contact
wrong = Say it in other words, or choose from the menu.
wrong-noted = Thank you, I have noted it. Say it in other words, or choose from the menu.
learning = I am still learning meanings ({ NUMBER($share, useGrouping: 0) }%) and answer by the words alone until then.
learned = I have learned the meanings: now I also understand other words and languages.
live-title = The knowledge in use
live-since = Live since { $day }, { $time }.
live-since-kept = The files could not be used at the start. The copy that was live from { $day }, { $time } answers.
live-size = Topics: { NUMBER($topics, useGrouping: 0) }, sample phrases: { NUMBER($phrases, useGrouping: 0) }.
live-learning = Changed phrases are still being learned.
live-nothing-waits = The files are what is live; nothing is waiting.
live-waiting = { $count ->
    [one] Newer files have been waiting since { $day }, { $time }, for one complaint:
   *[other] Newer files have been waiting since { $day }, { $time }, for { NUMBER($count, useGrouping: 0) } complaints:
 }
live-more = { $count ->
    [one] One more; python -m bot check tells it.
   *[other] { NUMBER($count, useGrouping: 0) } more; python -m bot check tells them.
 }
command-later = This is not available here.

# In Telegram.

button-copy = Copy { $text }
button-open = Open the page
button-why = Where from
button-wrong = Not what I asked
only-text = I can read only text.
one-at-a-time = One at a time, please: I will go on in a minute.
type-it-again = I can no longer read that question. Please type it again.
sorry = Something went wrong here, and I could not answer. Please ask again in a little while.
nothing-to-show = There is nothing to show here.
describe-search = Search what was published
describe-language = Choose the language
bot-description = The automatic service: { $name }. Ask in your own words: whom to call, what was published, what to do about a document. It answers only with what the embassy has written, and says so when there is nothing.
bot-short-description = Contacts, statements, the time, consular matters. Automatic service: { $name }.

# Being told, and what is kept.

subscribe-word-everything = everything all
subscribe-word-warnings = warnings warning
told-of-everything = everything: announcements and warnings
told-of-warnings = warnings only
told-of-words = { $count ->
    [one] announcements with the word { $words }, and warnings
   *[other] announcements with any of the words { $words }, and warnings
 }
subscribed = You will be told of { $what }.
subscribed-language = Messages come in the language that you choose with /language.
subscribed-since = Since { $day }.
subscribed-not = You have not asked to be told of anything.
subscribe-how = To be told only of certain matters, type /subscribe and the words, for example: /subscribe visa
subscribe-button = Tell me everything
subscribe-everything-button = Everything
subscribe-warnings-button = Warnings only
unsubscribe-button = Tell me nothing any more
unsubscribed = You will not be told of anything any more.
subscriptions-button = What I am told of
administrators-only = In a group only its administrators decide on this.
privacy-title = What is kept
privacy-questions = What you ask is kept until it is answered; then its text is erased, and only a count of topics remains. A question that found no answer is kept for { $days ->
    [one] one day
   *[other] { $days } days
 }, without you, and without numbers and addresses in it.
privacy-choices = About you are kept the number of the chat, the language that you chose, and what you want to be told of. No name, no user name, no phone.
privacy-letters = A message to you is kept until it has arrived. Who received an announcement is not kept.
privacy-backups = Backups are kept for seven days. What you erase is in them until then.
privacy-telegram = Telegram itself sees what is written here, as in any chat with a bot.
mydata-title = What is kept of you now
mydata-language = Language: { $name }.
mydata-subscription = You are told of { $what }; since { $day }.
mydata-under-way = On its way: questions of yours { $questions }, messages to you { $letters }.
mydata-nothing = Nothing.
mydata-button = What is kept of me
forget-button = Erase it
forgotten = Erased: your language, what you wanted to be told of, and what was on its way to you.
forgotten-backups = In backups it remains for at most seven days.

# Staff tell those who want to be told.

publish-usage = Type the text after the command. A line of three hyphens and a language, such as --- ru, begins the text in that language.
publish-language = The embassy does not speak “{ $code }”; leave that part out or correct its line.
publish-empty = There is no text in “{ $code }”.
publish-twice = One language stands there twice.
publish-too-long = It would take { $parts } messages. Shorten it to one.
preview-title = As readers will see it
preview-in = { $name }:
preview-readers = { $count ->
    [one] { $count } reader by language: { $languages }.
   *[other] { $count } readers by language: { $languages }.
 }
preview-stands = It will also stand above every answer until /allclear.
send-button = { $count ->
    [one] Send to { $count } reader
   *[other] Send to { $count } readers
 }
cancel-button = Do not send
sending = { $count ->
    [one] It is being sent to { $count } reader.
   *[other] It is being sent to { $count } readers.
 }
progress-button = How far it is
progress = Message { $number } to { $readers }: sent { $sent }, waiting { $waiting }, gone { $gone }, refused { $refused }, stopped { $stopped }.
stop-button = Stop message { $number }
stopped = { $count ->
    [one] Stopped: { $count } reader had not been told.
   *[other] Stopped: { $count } readers had not been told.
 }
nothing-running = Nothing is being sent.
draft-gone = That preview is out of date, or was dropped. Nothing has been sent.
draft-dropped = Dropped. Nothing has been sent.
allclear = The warning no longer stands above the answers.
allclear-nothing = No warning is in force.
allclear-tell = To tell readers that it is over, use /publish.
announced-already = { $count ->
    [one] It was announced on { $day } to { $count } reader, and has not been corrected since.
   *[other] It was announced on { $day } to { $count } readers, and has not been corrected since.
 }
announce-button = Announce it
announce-correction-button = Announce the correction
announce-statement = Published
announce-signed = { $name }, { $moment }
correction-title = Corrected on { $day }
correction-before = It said before:
correction-after = It says now:
correction-noticed = A message that was announced has been corrected since.
warning-title = Warning
warning-since = Warning, { $moment }
written-in-en = This text is in English.
written-in-ru = This text is in Russian.
written-in = This text is in another language ({ $code }).
describe-subscribe = Be told of announcements and warnings
describe-privacy = What is kept of you
