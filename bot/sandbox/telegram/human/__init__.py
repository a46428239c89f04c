"""The people over HTTP: what tests in other processes and the sandbox's page use.

Every endpoint takes and gives JSON; a wrong call gets 400 `{"error": "…"}`. `user_id` names who
acts; an unknown one is made. `chat_id` (a group's) is optional everywhere and means the private
chat when it is missing. Messages have the fields of `ShownMessage` (without `raw`).

- GET  /human/world                       -> {bot, people, groups, pending, refused, away}
- POST /human/person   {user_id?, first_name?, last_name?, username?, language_code?} -> {user_id}
- POST /human/crowd    {first_id, number}             many people who have started the bot
- POST /human/send     {user_id, text, reply_to?, entities?} -> {message_id}
- POST /human/start    {user_id, payload?}            -> {message_id}
- POST /human/edit     {user_id, message_id, text}
- POST /human/delete   {user_id, message_id}
- POST /human/press    {user_id, message_id, button, forged?} -> {query_id}
- GET  /human/answer   ?query_id=&seconds=            -> {text, show_alert, url} or 408
- POST /human/react    {user_id, message_id, emoji: […]}
- POST /human/file     {user_id, base64, name?, mime?, caption?, photo?, reply_to?} -> {message_id}
- GET  /human/file     ?file_id=                      the content of a file in a chat
- POST /human/block    {user_id}, /human/unblock, /human/deactivate
- GET  /human/messages ?user_id=&chat_id=&after=&seconds= -> {revision, keyboard, messages}
                       waits up to `seconds` until the revision is greater than `after`
- POST /human/wait     {user_id, text, seconds?}      -> the bot's message with this text, or 408
- GET  /human/menu     ?user_id=                      -> {commands, name, description, …}
- POST /human/group    {title, members: [ids], supergroup?, bot?} -> {chat_id}
- POST /human/member   {chat_id, user_id, act}        act: add, remove, promote
- POST /human/bot      {chat_id, act}                 act: add, add_admin, promote, demote, kick
- POST /human/upgrade  {chat_id}                      -> {chat_id}
- POST /human/inject   {any update}                   -> {update_id}
- POST /human/faults   {method, kind, times?, chat_id?, …}  kind: status {code, accepted?},
                       too_many {retry_after}, forbidden {text?}, error {code, description},
                       drop {accepted}, hang {accepted?}, slow {seconds, accepted?};
                       times null: until cleared
- POST /human/faults/release, DELETE /human/faults    let hanging calls go; forget what is planned
- POST /human/settings {away?, deliver_twice?, privacy_mode?, limits?: {…} or null}
- GET  /human/calls    ?method=&last=                 -> {counts: [[method, status, number]], calls}
- POST /human/calls/wait {method, number, status?, seconds?}  wait for so many calls, or 408
- DELETE /human/calls                                 forget the calls
"""

import importlib
import pkgutil

from .registry import human_routes

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["human_routes"]
