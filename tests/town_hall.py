"""The sample phrases of an invented town hall, for tests of reading and understanding."""

from __future__ import annotations

from bot.understanding import Phrase, Samples

_SAID = {
    "library_card": (
        "how do I get a library card",
        "join the library",
        "borrow books",
        "I lost my library card",
        "register as a reader",
        "как получить читательский билет",
        "записаться в библиотеку",
        "взять книги домой",
        "потерял читательский билет",
        "стать читателем библиотеки",
    ),
    "fees": (
        "how much does it cost",
        "what is the fee",
        "price of a card",
        "is it free of charge",
        "what do I have to pay",
        "сколько это стоит",
        "какая цена",
        "стоимость билета",
        "это бесплатно",
        "сколько надо заплатить",
    ),
    "opening_hours": (
        "when are you open",
        "opening hours",
        "are you open on Sunday",
        "what time do you close",
        "working hours of the town hall",
        "когда вы открыты",
        "часы работы",
        "работаете ли вы в воскресенье",
        "до которого часа открыто",
        "график работы ратуши",
    ),
    "phone": (
        "phone number",
        "what is your telephone number",
        "how can I call you",
        "whom should I ring",
        "number to dial",
        "номер телефона",
        "какой у вас телефон",
        "как вам позвонить",
        "куда звонить",
        "дайте телефон",
    ),
    "parking": (
        "parking permit for residents",
        "where can I park my car",
        "I got a parking fine",
        "renew a parking permit",
        "permit for a visitor's car",
        "разрешение на парковку",
        "где поставить машину",
        "пришёл штраф за парковку",
        "продлить разрешение на стоянку",
        "парковка для гостей",
    ),
    "greeting": (
        "hello",
        "good morning",
        "hi there",
        "good afternoon to you",
        "hey",
        "здравствуйте",
        "доброе утро",
        "привет",
        "добрый день",
        "приветствую вас",
    ),
}
_REFUSED = (
    "what is the weather",
    "who won the match",
    "tell me a joke",
    "phone number of the swimming pool in another town",
    "library of another city",
    "какая погода",
    "кто выиграл матч",
    "расскажи анекдот",
    "телефон бассейна в другом городе",
    "библиотека в другом городе",
)


def _language(text: str) -> str:
    return "ru" if any("а" <= each <= "я" for each in text.lower()) else "en"


PHRASES = tuple(
    Phrase(label, _language(text), text, "town_hall.yaml", line)
    for label, texts in _SAID.items()
    for line, text in enumerate(texts, 1)
)
REFUSED = tuple(Phrase("", _language(text), text, "refused.yaml", 1) for text in _REFUSED)
SAMPLES = Samples(PHRASES, REFUSED, (), frozenset({"greeting"}))
