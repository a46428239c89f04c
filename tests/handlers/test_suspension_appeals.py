"""Appealing against a suspension. Rule NSS-1."""

from storage.people import Standing
from tests.handlers.queued import talk
from tests.handlers.suspended import appeal, standing, suspend


def test_an_appeal_goes_to_central_support_but_not_to_who_suspended(chats, accused, database):
    ben, to_ben = accused["ben"]
    suspend(chats, accused, by="clara")

    sent, card = appeal(chats, accused)

    assert (sent.key, card.key, card.to) == (
        "status.appealed",
        "suspending.appeal_new",
        accused["css"][1],
    )
    assert chats.send("/queue s", accused["clara"][1])[0].key in {
        "queue.empty",
        "queue.empty_here",
    }
    assert chats.send("/queue s", accused["maria"][1])[0].key in {
        "queue.empty",
        "queue.empty_here",
    }
    for who in ("clara", "maria", "jonas"):
        refused = chats.press("suspending.lift", card, accused[who][1])
        assert refused[0].fields["outcome"].key == "queue.not_yours"
    assert chats.send("/status", to_ben)[0].key == "suspending.status_appealed"

    _, told = chats.press("suspending.lift", card, accused["css"][1])

    assert (told.key, told.to) == ("suspending.ended", to_ben)
    assert standing(database, ben) == Standing.VALIDATED
    late = chats.press("suspending.keep", card, accused["css"][1])
    assert late[0].fields["outcome"].key == "queue.already"


def test_central_support_asks_about_an_appeal_and_lets_it_stand_once_for_all(
    chats, accused, database
):
    ben, to_ben = accused["ben"]
    suspend(chats, accused)
    _, card, _ = appeal(chats, accused)
    chats.press("queue.ask", card, accused["css"][1])
    _, asked = chats.send("Which class?", accused["css"][1])
    assert (asked.key, asked.to) == ("suspending.asked", to_ben)
    assert chats.send("/status", to_ben)[0].key == "suspending.status_asked"

    chats.press("status.answer", asked, to_ben)
    replied, again, *_ = chats.send("Class 5b", to_ben)
    assert replied.key == "status.replied"
    assert talk(again) == [("service", "Which class?"), ("person", "Class 5b")]
    chats.press("suspending.keep", again, accused["css"][1])
    _, told = chats.send("Pupils were told to write.", accused["css"][1])

    assert (told.key, told.to) == ("suspending.upheld", to_ben)
    assert standing(database, ben) == Standing.SUSPENDED
    assert chats.send("/status", to_ben)[0].key == "suspending.status_upheld"
    assert chats.send("/appeal", to_ben)[0].key == "suspending.status_upheld"
    [refused] = chats.send(f"/lift p{ben.id}", accused["maria"][1])
    assert refused.fields["outcome"].key == "suspending.central_lifts"
    assert standing(database, ben) == Standing.SUSPENDED
