"""A project's story, told through chats: Ana and Ben found it, Maria and Jonas decide."""

from storage import projects


class Story:
    """Ana and Ben found a project; Maria and Jonas decide."""

    def __init__(self, chats, teacher, coordinator, befriend, country="DE"):
        self.chats = chats
        self.anna, self.ana = teacher("Ana")
        self.bernd, self.ben = teacher("Ben", country=country)
        _, self.maria = coordinator("Maria", "RO")
        _, self.jonas = coordinator("Jonas", "DE")
        befriend(self.anna, self.bernd)

    def plan(self):
        self.chats.send("/project new", self.ana)
        for text in ("Rivers", "We measure our rivers and compare.", "Ben"):
            replies = self.chats.send(text, self.ana)
        self.chats.send("English", self.ana)
        self.chats.press("form.done", self.chats.send("German", self.ana)[0], self.ana)
        self.chats.send("9-12", self.ana)
        self.chats.send("48", self.ana)
        replies = self.chats.send("biology", self.ana)
        replies = self.chats.press("form.done", replies[0], self.ana)
        for _ in range(4):
            replies = self.chats.press("form.skip", replies[0], self.ana)
        assert replies[0].key == "project.ask_send"
        return self.chats.press("project.send", replies[0], self.ana)

    def submit(self):
        _, invitation = self.plan()
        return self.chats.press("project.join", invitation, self.ben)

    def open(self):
        *_, for_jonas, for_maria = self.submit()
        self.chats.press("queue.approve", for_jonas, self.jonas)
        return self.chats.press("queue.approve", for_maria, self.maria)

    def project(self, database):
        with database.reading() as db:
            return projects.by_id(db, 1)
