# Собственные фразы справочной по-русски. «Вы» в тексте — со строчной, без восклицательных знаков.

month = { $number ->
    [1] Январь
    [2] Февраль
    [3] Март
    [4] Апрель
    [5] Май
    [6] Июнь
    [7] Июль
    [8] Август
    [9] Сентябрь
    [10] Октябрь
    [11] Ноябрь
   *[12] Декабрь
 } { $year }

# How an answer is rendered.

quoted = «{ $text }»
read-as = Прочитал это как «{ $text }».

# Контакты, часы и счётчики.

phone = { $dialled } (на странице: { $printed })
map = На карте: { $latitude }, { $longitude }
as-of = По состоянию на { $day }
last-confirmed = Последняя проверка: { $day }
not-confirmed = Не проверялось с { $day }
clock = { $place } { $time }
clock-another-day = { $place } { $time } ({ $day })
clocks-agree = Часы показывают одно и то же время.
clock-ahead = { $place } впереди на { $apart }.
hours-apart = { $minutes ->
    [0] { $hours ->
        [one] { $hours } час
        [few] { $hours } часа
       *[many] { $hours } часов
     }
   *[other] { $hours } ч { $minutes } мин
 }
counter-since = { NUMBER($days, useGrouping: 0) ->
    [one] { NUMBER($days, useGrouping: 0) } день, считая с { $day }.
    [few] { NUMBER($days, useGrouping: 0) } дня, считая с { $day }.
   *[many] { NUMBER($days, useGrouping: 0) } дней, считая с { $day }.
 }
counter-since-seen = { NUMBER($days, useGrouping: 0) ->
    [one] { NUMBER($days, useGrouping: 0) } день, считая с { $day }; на странице { $on } значилось { NUMBER($shown, useGrouping: 0) }.
    [few] { NUMBER($days, useGrouping: 0) } дня, считая с { $day }; на странице { $on } значилось { NUMBER($shown, useGrouping: 0) }.
   *[many] { NUMBER($days, useGrouping: 0) } дней, считая с { $day }; на странице { $on } значилось { NUMBER($shown, useGrouping: 0) }.
 }
counter-not-yet = Отсчёт начинается { $day }.
counter-until = { NUMBER($days, useGrouping: 0) ->
    [0] { $day } — сегодня.
    [one] До { $day } остался { NUMBER($days, useGrouping: 0) } день.
    [few] До { $day } осталось { NUMBER($days, useGrouping: 0) } дня.
   *[many] До { $day } осталось { NUMBER($days, useGrouping: 0) } дней.
 }
counter-past = { NUMBER($days, useGrouping: 0) ->
    [one] С { $day } прошёл { NUMBER($days, useGrouping: 0) } день.
    [few] С { $day } прошло { NUMBER($days, useGrouping: 0) } дня.
   *[many] С { $day } прошло { NUMBER($days, useGrouping: 0) } дней.
 }
today-is = Сегодня { $day }.
quoted-in-en = Цитата на английском языке.
quoted-in-ru = Цитата на русском языке.
quoted-in = Цитата на языке оригинала ({ $code }).

# Услуги и меню.

service-unwritten = Ответа посольства на этот вопрос здесь пока нет.
form = Бланк: { $link }
urgent = { $phone } — { $whose }
urgent-hours = Отвечают ли в этот час, мне неизвестно.
menu = Что вас интересует?
menu-empty = Спрашивайте своими словами.
menu-group = Выберите или спросите своими словами.
back = Назад
menu-button = Меню
contacts-button = Контакты

# Что опубликовано.

nothing-published = Пока ничего не опубликовано.
nothing-further = Больше ничего нет.
list-range = { $first }–{ $last } из { $count }, сначала новые. Номер открывает сообщение.
next-page = Следующие
previous-page = Предыдущие
next-part = Следующая часть
previous-part = Предыдущая часть
archive-count = { $count ->
    [one] Хранится { $count } сообщение.
    [few] Хранятся { $count } сообщения.
   *[many] Хранится { $count } сообщений.
 }
archive-how = Чтобы найти нужное, напишите, о чём оно, или /search и слова.
archive-month = { $month } ({ $count })
archive-year = { $year } ({ $count })
read-newest = Прочитать последнее
all-messages = Все сообщения
no-such-statement = Сообщения с таким номером нет. Возможно, его отозвали.
opening-only = На странице есть только начало; полного текста здесь нет.
corrected-on = Исправлено { $day }.
points = { $count ->
    [one] Здесь { $count } пункт; номер открывает его.
    [few] Здесь { $count } пункта; каждый открывается по номеру.
   *[many] Здесь { $count } пунктов; каждый открывается по номеру.
 }
point-of = Пункт { $number } из { $count }
page-of = Страница { $number } из { $count }
to-beginning = К началу
other-edition = На другом языке
nothing-on = В архиве об этом ничего нет.
nothing-on-words = В архиве ничего нет на запрос «{ $words }».
perhaps-this = Возможно, вот это:
showing-for = Показано по запросу «{ $words }».
dates-dropped = За это время ничего нет; показаны сообщения за другие даты.
search-what = Напишите /search и слова, например: /search визит
open-it = Читать

# Что справочная говорит о себе.

start = Это автоматическая справочная: { $name }. Спрашивайте своими словами: куда звонить, что опубликовано, как быть с документами. Она отвечает только тем, что написало посольство, а если ответа нет, так и говорит.
start-kept = Ваши вопросы не хранятся вместе с вашим именем. Что хранится и как это стереть: /privacy
unsure = Что из этого?
none-of-these = Ничего из этого
lost = На это у меня нет ответа.
lost-help = Могу подсказать: { $groups }.
i-answer-in-en = по-английски
i-answer-in-ru = по-русски
i-answer-in = Я отвечаю { $languages }.
and-also = { $first } и { $second }
language-name-en = English
language-name-ru = Русский
language-which = На каком языке отвечать?
language-chosen = Буду отвечать по-русски.
language-unknown = Этого языка я не знаю.
why-topic = Откуда это:
why-file = { $file }, строка { $line }
why-page = страница посольства, { $page }
why-as-of = по состоянию на { $day }
why-reviewed = последняя проверка: { $day }
why-statement = сообщение { $id }, { $day }
why-nothing = Это собственный ответ справочной, он не опирается на сведения посольства.
why-which = Напишите, о чём: /why и название темы, например: /why contact
wrong = Скажите другими словами или выберите в меню.
wrong-noted = Спасибо, я это отметил. Скажите другими словами или выберите в меню.
learning = Я ещё учу значения слов ({ NUMBER($share, useGrouping: 0) } %), пока отвечаю только по самим словам.
learned = Значения выучены: теперь понимаю и другие слова, и другие языки.
live-title = Действующие сведения
live-since = Действуют с { $day }, { $time }.
live-since-kept = При запуске файлами нельзя было пользоваться. Отвечает копия, которая действовала с { $day }, { $time }.
live-size = Тем: { NUMBER($topics, useGrouping: 0) }, образцов вопросов: { NUMBER($phrases, useGrouping: 0) }.
live-learning = Изменённые образцы ещё усваиваются.
live-nothing-waits = Действует то, что стоит в файлах; ничего не ждёт.
live-waiting = { $count ->
    [one] Более новые файлы ждут с { $day }, { $time }: { NUMBER($count, useGrouping: 0) } замечание.
    [few] Более новые файлы ждут с { $day }, { $time }: { NUMBER($count, useGrouping: 0) } замечания.
   *[many] Более новые файлы ждут с { $day }, { $time }: { NUMBER($count, useGrouping: 0) } замечаний.
 }
live-more = { $count ->
    [one] И ещё { NUMBER($count, useGrouping: 0) } замечание; их перечислит python -m bot check.
    [few] И ещё { NUMBER($count, useGrouping: 0) } замечания; их перечислит python -m bot check.
   *[many] И ещё { NUMBER($count, useGrouping: 0) } замечаний; их перечислит python -m bot check.
 }
command-later = Здесь это недоступно.

# В Telegram.

button-copy = Скопировать { $text }
button-open = Открыть страницу
button-why = Откуда это
button-wrong = Я не об этом
only-text = Я понимаю только текст.
one-at-a-time = Пожалуйста, по одному: продолжу через минуту.
type-it-again = Я больше не могу прочитать тот вопрос. Пожалуйста, напишите его ещё раз.
sorry = Что-то сломалось, и ответить не получилось. Пожалуйста, спросите ещё раз чуть позже.
nothing-to-show = Показать здесь нечего.
describe-search = Поиск по опубликованному
describe-language = Выбрать язык
bot-description = Автоматическая справочная: { $name }. Спрашивайте своими словами: куда звонить, что опубликовано, как быть с документами. Она отвечает только тем, что написало посольство, а если ответа нет, так и говорит.
bot-short-description = Контакты, заявления, время, консульские вопросы. Автоматическая справочная: { $name }.

# Рассылка и то, что хранится.

subscribe-word-everything = всё все
subscribe-word-warnings = предупреждения предупреждение
told-of-everything = обо всём: сообщения и предупреждения
told-of-warnings = только о важном: предупреждения
told-of-words = { $count ->
    [one] о сообщениях со словом { $words } и о предупреждениях
    [few] о сообщениях с любым из слов { $words } и о предупреждениях
   *[many] о сообщениях с любым из слов { $words } и о предупреждениях
 }
subscribed = Буду сообщать вам { $what }.
subscribed-language = Сообщения приходят на языке, который вы выбрали командой /language.
subscribed-since = С { $day }.
subscribed-not = Вы не просили ни о чём сообщать.
subscribe-how = Чтобы получать сообщения только по отдельным вопросам, напишите /subscribe и слова, например: /subscribe виза
subscribe-button = Сообщать обо всём
subscribe-everything-button = Обо всём
subscribe-warnings-button = Только предупреждения
unsubscribe-button = Больше ни о чём не сообщать
unsubscribed = Больше ни о чём сообщать не буду.
subscriptions-button = О чём мне сообщают
administrators-only = В группе это решают только её администраторы.
privacy-title = Что хранится
privacy-questions = Ваш вопрос хранится, пока на него не ответили; затем его текст стирается и остаётся только число вопросов по темам. Вопрос, на который не нашлось ответа, хранится { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
 }, без указания на вас, без номеров и адресов, которые в нём были.
privacy-choices = О вас хранятся номер чата, выбранный язык и то, о чём вы просили сообщать. Ни имени, ни имени пользователя, ни телефона.
privacy-letters = Сообщение вам хранится, пока не дойдёт. Кто получил рассылку, не хранится.
privacy-backups = Резервные копии хранятся семь дней. Стёртое остаётся в них до этого срока.
privacy-telegram = Сам Telegram видит написанное здесь, как в любом чате с ботом.
mydata-title = Что сейчас хранится о вас
mydata-language = Язык: { $name }.
mydata-subscription = Вам сообщают { $what }; с { $day }.
mydata-under-way = В пути: ваших вопросов { $questions }, сообщений вам { $letters }.
mydata-nothing = Ничего.
mydata-button = Что хранится обо мне
forget-button = Стереть
forgotten = Стёрто: ваш язык, то, о чём вы просили сообщать, и то, что было к вам в пути.
forgotten-backups = В резервных копиях это останется не дольше семи дней.

# Рассылка сотрудников.

publish-usage = Напишите текст после команды. Строка из трёх дефисов и языка, например --- ru, начинает текст на этом языке.
publish-language = Посольство не говорит на «{ $code }»; уберите эту часть или исправьте строку.
publish-empty = На «{ $code }» нет текста.
publish-twice = Один из языков стоит дважды.
publish-too-long = Получается сообщений: { $parts }. Сократите до одного.
preview-title = Так это увидят читатели
preview-in = { $name }:
preview-readers = { $count ->
    [one] { $count } читатель, по языкам: { $languages }.
    [few] { $count } читателя, по языкам: { $languages }.
   *[many] { $count } читателей, по языкам: { $languages }.
 }
preview-stands = Оно также будет стоять над каждым ответом до команды /allclear.
send-button = { $count ->
    [one] Отправить { $count } читателю
    [few] Отправить { $count } читателям
   *[many] Отправить { $count } читателям
 }
cancel-button = Не отправлять
sending = { $count ->
    [one] Отправляется { $count } читателю.
    [few] Отправляется { $count } читателям.
   *[many] Отправляется { $count } читателям.
 }
progress-button = Сколько отправлено
progress = Сообщение { $number }, читателей { $readers }: отправлено { $sent }, ждут { $waiting }, недоступны { $gone }, отказано { $refused }, остановлено { $stopped }.
stop-button = Остановить сообщение { $number }
stopped = { $count ->
    [one] Остановлено: не извещён { $count } читатель.
    [few] Остановлено: не извещены { $count } читателя.
   *[many] Остановлено: не извещены { $count } читателей.
 }
nothing-running = Сейчас ничего не отправляется.
draft-gone = Этот предпросмотр устарел или снят. Ничего не отправлено.
draft-dropped = Снято. Ничего не отправлено.
allclear = Предупреждение больше не стоит над ответами.
allclear-nothing = Предупреждений нет.
allclear-tell = Чтобы сообщить читателям, что всё позади, есть /publish.
announced-already = { $count ->
    [one] Об этом сообщили { $day }, { $count } читателю; с тех пор текст не исправлялся.
    [few] Об этом сообщили { $day }, { $count } читателям; с тех пор текст не исправлялся.
   *[many] Об этом сообщили { $day }, { $count } читателям; с тех пор текст не исправлялся.
 }
announce-button = Сообщить читателям
announce-correction-button = Сообщить об исправлении
announce-statement = Опубликовано
announce-signed = { $name }, { $moment }
correction-title = Исправлено { $day }
correction-before = Было:
correction-after = Стало:
correction-noticed = Сообщение, о котором извещали читателей, с тех пор исправлено.
warning-title = Предупреждение
warning-since = Предупреждение, { $moment }
written-in-en = Этот текст на английском языке.
written-in-ru = Этот текст на русском языке.
written-in = Этот текст на другом языке ({ $code }).
describe-subscribe = Сообщать о новостях и предупреждениях
describe-privacy = Что о вас хранится
