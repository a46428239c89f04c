"""A seminar and its host, teachers who meet, and groups, for several of these tests."""

import pytest

from handlers import seminar_news
from storage import contacts, signups
from storage.people import Standing
from tests.conftest import NOON
from tests.handlers.bridges import Tied
from tests.handlers.circles import Circles
from tests.handlers.inclass import Classroom
from tests.handlers.reported import make, teachers
from tests.handlers.seminars import announce
from tests.handlers.supervised import TwinSpace


@pytest.fixture
def host(coordinator):
    """A coordinator of Romania, with their address."""
    return coordinator("Hana", "RO")


@pytest.fixture
def robots(database, host):
    """A seminar with two places, ten days ahead."""
    return database.write(lambda db: announce(db, host[0]))


@pytest.fixture
def sign_up(teacher, chats, robots):
    """Let somebody new sign up; give their address and what they were told."""

    def make(name, seminar=robots, **values):
        _, address = teacher(name, **values)
        return address, chats.send(f"/signup {seminar.id}", address)

    return make


@pytest.fixture
def coming(teacher, database, robots):
    """Let somebody new come, from a time on; give them and their address."""

    def make(name, at=NOON, **values):
        person, address = teacher(name, **values)
        database.write(signups.sign_up, robots.id, person.id, at)
        return person, address

    return make


@pytest.fixture
def remind(database, chats):
    """Run the reminders as the clock does; give what was put into the outbox."""

    def run(at):
        while database.write(seminar_news.remind, at):
            pass
        return chats.new()

    return run


@pytest.fixture
def ana(teacher):
    """Who asks."""
    return teacher("Ana")


@pytest.fixture
def contact(teacher, database, ana):
    """Make contacts of Ana."""

    def make(name, country="DE"):
        person, address = teacher(name, country=country)

        def work(db):
            asked = contacts.ask(db, ana[0].id, person.id, "hello", NOON)
            contacts.answer(db, asked, contacts.State.ACCEPTED, NOON)

        database.write(work)
        return person, address

    return make


@pytest.fixture
def propose(chats, ana):
    """Let Ana propose the three suggested times to people; give what was said."""

    def make(*people):
        chats.send("/meet new", ana[1])
        for person in people:
            [asked] = chats.send(f"p{person.id}", ana[1])
        [plan] = chats.press("form.done", asked, ana[1])
        return chats.press("meet.send", plan, ana[1])

    return make


@pytest.fixture
def circles(database, chats):
    """A way to make groups and to write to them."""
    return Circles(database, chats)


@pytest.fixture
def three(teacher, circles):
    """A group of Ana, who moderates it, Ben and Cleo."""
    those = {}
    for name in ("Ana", "Ben", "Cleo"):
        those[name.lower()], those[f"at_{name.lower()}"] = teacher(name)
    group = circles.make(those["ana"], those["ben"], those["cleo"])
    return group, those


@pytest.fixture
def posted(teacher, coordinator, circles):
    """Ana moderates, Ben wrote, Cleo reads, Css is central support."""
    those = {}
    for name in ("Ana", "Ben", "Cleo"):
        those[name.lower()], those[f"at_{name.lower()}"] = teacher(name)
    _, those["css"] = coordinator("Css", "*")
    group = circles.make(those["ana"], those["ben"], those["cleo"])
    circles.post(group, "Buy my book about the Danube!", those["at_ben"])
    return group, those


@pytest.fixture
def available(teacher, chats):
    """Make teachers whom partners can find."""

    def make(name, about="We build birdhouses and measure rivers.", **values):
        person, address = teacher(name, **values)
        chats.send("/available on", address)
        chats.send(about, address)
        return person, address

    return make


@pytest.fixture
def space(database, chats, teacher, coordinator):
    """A project of Ana and Ben, both joined, and the coordinator of Ana's country."""
    coordinator("Rodica", "RO")
    made = TwinSpace(database, chats, teacher("Ana"), teacher("Ben", country="DE"))
    made.goes(made.ana, "join")
    made.goes(made.ben, "join")
    return made


@pytest.fixture
def room(database, teacher):
    """The rooms of a project of Ana and Eva."""
    return Classroom(database, teacher("Ana")[0], teacher("Eva", country="DE")[0])


@pytest.fixture
def everybody(teacher, coordinator, school):
    """Ana and Cleo of one school in Romania, Eva in Germany, and both support services."""
    ron, dora = coordinator("Ron", "RO")[0], coordinator("Dora", "DE")[0]
    return teachers(teacher, school) | {"ron": ron, "dora": dora}


@pytest.fixture
def rivers(database, everybody):
    """A project out of which somebody reports."""
    return make(database, everybody)


@pytest.fixture
def told(chats):
    """Read who was told something since the last look: their names, and what."""
    return lambda: {one.to.user: one for one in chats.new() if one.to.platform != "room"}


@pytest.fixture
def tied(database, chats, teacher):
    """A project whose staff room is tied to a Telegram group of its teachers."""
    made = Tied(database, chats, teacher)
    made.tie()
    return made


@pytest.fixture(params=["telegram", "matrix"])
def accused(request, chats, teacher, coordinator):
    """Ana reports Ben, both of Romania; Maria coordinates, Clara and Css are central support."""
    those = {"ana": teacher("Ana"), "ben": teacher("Ben", platform=request.param)}
    those |= {"maria": coordinator("Maria", "RO"), "jonas": coordinator("Jonas", "DE")}
    those |= {"clara": coordinator("Clara", "*"), "css": coordinator("Css", "*")}
    chats.send(f"/report p{those['ben'][0].id}", those["ana"][1])
    _, those["card"] = chats.send("He writes to pupils at night.", those["ana"][1])
    return those


@pytest.fixture
def desk(teacher, coordinator):
    """Three wait in Romania, one in Germany; who decides there, and Clara of central support."""
    those = {"maria": coordinator("Maria", "RO"), "mihai": coordinator("Mihai", "RO")}
    those |= {"jonas": coordinator("Jonas", "DE"), "clara": coordinator("Clara", "*")}
    for name, country in (("Ana", "RO"), ("Ben", "RO"), ("Cleo", "RO"), ("Dora", "DE")):
        those[name.lower()] = teacher(name, country=country, standing=Standing.WAITING)
    return {name: address for name, (_, address) in those.items()}
