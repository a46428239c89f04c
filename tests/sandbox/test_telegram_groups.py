"""Groups: who comes and goes, what the bot hears, and the move to a supergroup."""

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden


@pytest.fixture
def ben(lab):
    return lab.world.person(first_name="Ben")


@pytest.fixture
def staff(lab, anna, ben):
    """A group that Anna founded, with the bot as a common member."""
    group = lab.world.group("Staff", [anna, ben])
    lab.world.feed.drop_all()
    return group


async def updates(lab):
    got = await lab.bot.get_updates()
    lab.world.feed.drop_all()
    return got


async def test_bot_hears_that_it_was_added(lab, anna):
    group = lab.world.group("Staff", [anna])

    member, service = await updates(lab)

    assert member.my_chat_member.chat.id == group.id
    assert member.my_chat_member.old_chat_member.status == "left"
    assert member.my_chat_member.new_chat_member.status == "member"
    assert service.message.new_chat_members[0].id == lab.bot.id


async def test_group_without_people_has_the_bot(lab):
    group = lab.world.group("Empty")

    assert await lab.bot.get_chat_member_count(group.id) == 1


async def test_privacy_mode_shows_only_what_is_meant_for_the_bot(lab, anna, staff):
    sent = await lab.bot.send_message(staff.id, "Hello")
    anna.send("just talking", to=staff)
    anna.send("/help@another_bot", to=staff)
    anna.send("/help", to=staff)
    anna.send("/start@our_bot", to=staff)
    anna.send("yes", to=staff, reply_to=sent.message_id)

    heard = [update.message.text for update in await updates(lab)]

    assert heard == ["/help", "/start@our_bot", "yes"]


async def test_administrator_and_open_bot_hear_everything(lab, anna, staff):
    staff.promote_bot()
    anna.send("to an administrator", to=staff)
    staff.promote_bot(admin=False)
    lab.world.privacy_mode = False
    anna.send("to an open bot", to=staff)

    heard = [update.message.text for update in await updates(lab) if update.message]

    assert heard == ["to an administrator", "to an open bot"]
    assert (await lab.bot.get_me()).can_read_all_group_messages


async def test_group_sees_the_bots_message_and_members_press(lab, anna, ben, staff):
    await lab.call(
        "sendMessage",
        chat_id=staff.id,
        text="Who comes?",
        reply_markup={"inline_keyboard": [[{"text": "I", "callback_data": "/come"}]]},
    )

    card = await staff.waits_for("Who comes?")
    ben.press(card.id, "I", to=staff)

    [update] = await updates(lab)
    assert update.callback_query.from_user.id == ben.id
    assert update.callback_query.message.chat.id == staff.id


async def test_kicked_bot_is_told_and_may_not_write(lab, staff):
    staff.kick_bot()

    [update] = await updates(lab)
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await lab.bot.send_message(staff.id, "x")

    staff.add_bot()
    await lab.bot.send_message(staff.id, "x")


async def test_bot_that_left_is_no_member(lab, anna):
    group = lab.world.group("Staff", [anna], supergroup=True)

    await lab.bot.leave_chat(group.id)

    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await lab.bot.send_message(group.id, "x")


async def test_members_are_reported_to_an_administrator_who_asked(lab, anna, staff):
    cleo = lab.world.person(first_name="Cleo")
    await lab.bot.get_updates(allowed_updates=["chat_member", "message"])
    staff.add(cleo)
    staff.promote_bot()
    staff.remove(cleo, by=anna)

    joined, left, changed = await updates(lab)

    assert joined.message.new_chat_members[0].first_name == "Cleo"
    assert left.message.left_chat_member.id == cleo.id
    assert changed.chat_member.from_user.id == anna.id
    assert changed.chat_member.new_chat_member.status == "kicked"


async def test_standing_of_members(lab, anna, ben, staff):
    staff.promote(ben)

    administrators = await lab.bot.get_chat_administrators(staff.id)

    assert {member.user.id: member.status for member in administrators} == {
        anna.id: "creator",
        ben.id: "administrator",
    }
    assert (await lab.bot.get_chat_member(staff.id, lab.bot.id)).status == "member"
    outsider = lab.world.person(first_name="Cleo")
    assert (await lab.bot.get_chat_member(staff.id, outsider.id)).status == "left"
    assert await lab.bot.get_chat_member_count(staff.id) == 3
    with pytest.raises(BadRequest, match=r"(?i)participant_id_invalid"):
        await lab.bot.get_chat_member(staff.id, 1)


async def test_only_members_write(lab, ben, staff):
    staff.remove(ben)

    with pytest.raises(ValueError, match="no member"):
        ben.send("hello", to=staff)


async def test_upgraded_group_has_a_new_id_and_says_so(lab, anna, staff):
    successor = staff.upgrade()

    old, new = await updates(lab)
    assert (old.message.chat.id, old.message.migrate_to_chat_id) == (staff.id, successor.id)
    assert (new.message.chat.id, new.message.migrate_from_chat_id) == (successor.id, staff.id)
    with pytest.raises(ChatMigrated) as moved:
        await lab.bot.send_message(staff.id, "x")
    assert moved.value.new_chat_id == successor.id
    await lab.bot.send_message(successor.id, "here we are")
    assert [message.text for message in successor.messages][-1] == "here we are"
    with pytest.raises(ValueError, match="has become"):
        anna.send("x", to=staff)


async def test_supergroup_numbers_its_messages_itself(lab, anna):
    group = lab.world.group("Staff", [anna], supergroup=True)

    sent = await lab.bot.send_message(group.id, "x")

    assert sent.message_id == 2


async def test_administrator_invites_by_link(lab, anna, ben):
    group = lab.world.group("Staff", [anna], bot="administrator")
    await lab.bot.get_updates(allowed_updates=["chat_member"])
    lab.world.feed.drop_all()
    link = await lab.bot.create_chat_invite_link(group.id, name="room", member_limit=1)

    group.join_by(link.invite_link, ben)

    [update] = await updates(lab)
    assert update.chat_member.new_chat_member.user.id == ben.id
    assert update.chat_member.invite_link.name == "room"
    with pytest.raises(ValueError, match="as often as it may"):
        group.join_by(link.invite_link, lab.world.person())


async def test_bot_decides_who_asks_to_join(lab, anna, ben):
    group = lab.world.group("Staff", [anna], bot="administrator")
    link = await lab.bot.create_chat_invite_link(group.id, creates_join_request=True)
    lab.world.feed.drop_all()

    group.join_by(link.invite_link, ben)

    [update] = await updates(lab)
    assert update.chat_join_request.from_user.id == ben.id
    assert group.status(ben) == "left"
    await lab.bot.approve_chat_join_request(group.id, ben.id)
    assert group.status(ben) == "member"
    with pytest.raises(BadRequest, match=r"(?i)hide_requester_missing"):
        await lab.bot.decline_chat_join_request(group.id, ben.id)


async def test_common_member_may_not_pin_invite_or_delete(lab, anna, staff):
    message_id = anna.send("hello", to=staff)

    for method, params in (
        ("pinChatMessage", {"message_id": message_id}),
        ("unpinChatMessage", {}),
        ("createChatInviteLink", {}),
    ):
        description = await lab.refused(method, chat_id=staff.id, **params)
        assert description.startswith("Bad Request: not enough rights")
    refusal = await lab.refused("deleteMessage", chat_id=staff.id, message_id=message_id)
    assert refusal == "Bad Request: message can't be deleted"


async def test_administrator_deletes_what_others_wrote(lab, anna, staff):
    message_id = anna.send("hello", to=staff)
    staff.promote_bot()

    await lab.bot.delete_message(staff.id, message_id)

    assert message_id not in [message.id for message in staff.messages]


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"member_limit": 100_000}, "member limit is invalid"),
        ({"name": "x" * 33}, "invite link name is too long"),
        (
            {"member_limit": 1, "creates_join_request": True},
            "member limit can't be specified for links requiring administrator approval",
        ),
    ],
)
async def test_wrong_invite_link_is_refused(lab, staff, params, description):
    staff.promote_bot()

    found = await lab.refused("createChatInviteLink", chat_id=staff.id, **params)

    assert found == f"Bad Request: {description}"


async def test_expired_link_lets_nobody_in(lab, ben, anna):
    group = lab.world.group("Staff", [anna], bot="administrator")
    link = await lab.bot.create_chat_invite_link(group.id, expire_date=lab.world.now() - 1)

    with pytest.raises(ValueError, match="expired"):
        group.join_by(link.invite_link, ben)


async def test_coming_and_going_twice_is_once(lab, anna, ben, staff):
    staff.add(ben)
    staff.remove(ben)
    staff.remove(ben)
    staff.promote_bot(admin=False)

    assert len(await updates(lab)) == 1


async def test_bot_outside_hears_nothing(lab, anna, staff):
    card = await lab.bot.send_message(staff.id, "x")
    staff.kick_bot()
    await updates(lab)

    anna.send("/help", to=staff)
    anna.forge(card.message_id, "/yes", to=staff)

    assert await updates(lab) == ()


async def test_supergroup_is_closed_to_a_bot_that_left_and_a_group_is_not(lab, anna, staff):
    left = lab.world.group("Left", [anna], supergroup=True)
    await lab.bot.leave_chat(left.id)
    staff.kick_bot()

    with pytest.raises(Forbidden, match="not a member of the supergroup"):
        await lab.bot.get_chat(left.id)
    assert (await lab.bot.get_chat(staff.id)).title == "Staff"
    with pytest.raises(ValueError, match="only a basic group"):
        left.upgrade()


async def test_group_is_watched_from_a_moment_on(lab, staff):
    await lab.bot.send_message(staff.id, "Menu")
    staff.catches_up()

    with pytest.raises(AssertionError):
        await staff.waits_for("Menu", seconds=0)


async def test_new_title_is_a_service_message(lab, anna, staff):
    staff.rename("Teachers", by=anna)

    [update] = await updates(lab)
    assert update.message.new_chat_title == "Teachers"
    assert (await lab.bot.get_chat(staff.id)).title == "Teachers"
