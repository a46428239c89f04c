# The bot's words in English. `<b>`, `<i>` and `<code>` are shown as formatting on every platform.
# A key "join.full" in the code is `join-full` here.

## The bot itself

bot-description =
    eTwinning brings together schools of 46 countries. Teachers register here, find a partner class and run a project; their pupils meet in a protected room.
    Press Start to begin.
bot-short_description = eTwinning for teachers: register, find a partner class, run a project.

## Finding one's way

router-register = Register
router-status = Where do I stand?
router-help = What can I do?
router-register_first =
    This is for registered teachers.
    Registering takes about two minutes, right here.
router-wait_for_validation =
    This opens as soon as your National Support Service has confirmed that you are a teacher.
    You will get a message here.
router-coordinators_only =
    Only coordinators of a National Support Service can do this.
    { $help } shows what you can do.
router-unknown =
    I did not understand that.
    Choose below, or see what I can do.
router-did_you_mean =
    I do not know that one. Did you mean { $command }?
router-which_list = Two lists are open here. Use “Reply” on the message you mean, and write the number.
router-no_files_here =
    I cannot take files here.
    Please write it as a message instead.
router-unreadable =
    I could not read your last message: it was encrypted, and its key did not reach me.
    Please send it again.
router-parked =
    Something went wrong on our side. We have kept your message and will look into it.
    Nothing else is lost. Please try again, or go on with something else.
choices-hint = Answer with the number of your choice.
choices-hint_pushed = Use “Reply” on this message, and write the number of your choice.
choices-hint_words = Or answer with one of these words.

chat-crowded = I speak with one person at a time. Please open a chat with me alone.
chat-foreign = I only speak with accounts of this homeserver.

start-welcome =
    Welcome to <b>eTwinning</b>, where classes in 46 countries work together.
    Register as a teacher, find a partner class, and meet in a room of your own.
    It starts with a few questions.
start-unfinished =
    Welcome back. Your registration is not finished yet; your answers are still here.
start-hello =
    Hello { $name }. What would you like to do?
start-registered =
    Hello { $name }. Would you like to see where your registration stands?
start-go_on = Go on

help-all =
    What you can do now:
    { $commands }
help-topics =
    What is it about?
    { $all } lists every command.
topic-partners = Partners and contacts
topic-projects = Projects
topic-groups = Groups
topic-seminars = Seminars and meetings
topic-desk = Decisions
topic-me = Me
topic-chat = This chat
help-line = { $command } – { $what }
help-start = Start page
help-help = What can I do?
help-language = Language
help-register = Register
help-status = Where do I stand?
help-back = Go back one question
help-cancel = Leave the questions for later
help-link = Use Telegram and Matrix together
help-partners = Find partners
help-available = Let partners find me
help-contacts = Contacts
help-idea = Post a project idea
help-ideas = Project ideas of others
help-mycode = My code for meetings
help-groups = Groups of teachers
help-post = Write to a group
help-kits = Ready-made project plans
help-projects = My projects
help-project = Open a project, or start one
help-twinspace = Open a TwinSpace
help-bridge = Tie a staff room to a Telegram group
help-room = Read and write in the staff room
help-pupils = Add pupils
help-label = Quality Label
help-queue = What waits for my decision
help-coordinators = Coordinators of my country
help-stats = Numbers of my country, month by month

language-choose = Which language shall we speak?
language-done = From now on we speak { $language }.

cancel-done =
    All right, we stop here. Your answers are kept for 30 days.

## Forms

form-again =
    { $problem }
    { $question }
form-back = Back
form-cancel = Cancel
form-skip = Skip
form-done = That is all
form-chosen = ✓ { $option }
form-closed =
    That question is no longer open; nothing was changed.
form-nothing_open =
    There is no open question at the moment. This is what you can do:
form-first = This is the first question.
form-choose = Please choose one of the answers.
form-not_found = I did not find that. Please type it a little differently, or choose below.
form-which = Which of these do you mean?
form-not_understood = I did not understand that. Please try once more.
form-not_a_number = Please type a number, such as 24.
form-too_short = That is very short. A little more, please.
form-of_field = { $field }: { $problem }
form-too_long = That is too long: at most { $most } characters, please.
form-too_small = At least { $least }, please.
form-too_big = At most { $most }, please.
form-ages = Please type two ages, such as 9-12.
form-ages_between = eTwinning is for pupils aged 3 to 20. Please type ages in between.

## Times as people type them

when-today = today
when-tomorrow = tomorrow

## Registering

register-name =
    What are your first name and surname?
    (/cancel stops at any time; your answers are kept.)
register-country = In which country do you teach? Choose it, or type its name.
register-school = Which is your school? Type a part of its name.
register-school_new = My school is not here: add it
register-school_again = Search again
register-school_name = That school is not in our list yet. What is its full name?
register-school_town = In which town is it?
register-school_kind = What kind of school is it?
register-role = What is your role at your school?
register-subjects = What do you teach? Choose or type as many subjects as you like.
register-languages = In which languages can you work with a partner class? Choose or type as many as you like.
register-ages = How old are your pupils? Choose, or type two ages, such as 9-12.
register-consent =
    <b>{ $name }</b>, { $role }
    { $school }, { $country }
    { $subjects }
    { $languages } · pupils aged { $ages }
    We keep this to check that you are a teacher and to find you partners, and for nothing else. Is it right, and do you agree?
register-agree = Yes, register me
register-done =
    Thank you. The National Support Service of { $country } now checks that you are a teacher.
    There is nothing more for you to do: you will get a message here.
register-already = You are registered already, { $name }.
register-approved =
    Good news, { $name }: you are now a validated eTwinning teacher.
    May other teachers find you when they look for a partner class?
register-asked =
    Your National Support Service has a question for you:
    “{ $note }”
    To answer, press <b>Answer</b> below, or use “Reply” on this message.
register-reason_proof = We could not see from your proof that you teach
register-reason_school = The school says it does not know you
register-reason_twice = You are registered already in another app
register-refused =
    Your National Support Service could not confirm your registration. The reason:
    “{ $reason }”
    You can change your answers and register again, or ask central support to look at it.

role-teacher = Teacher
role-head = Head of school
role-librarian = Librarian
role-pedagogue = Pedagogue
role-psychologist = Psychologist
role-coordinator = Coordinator

## Where do I stand?

status-visitor = You are not registered yet.
status-waiting =
    Your registration has been with the National Support Service of { $country } since { $since }{ $days ->
        [0] {""}
        [one] {" "}(one day)
       *[other] {" "}({ $days } days)
    }.
    There is nothing for you to do; the answer comes here.
status-appeal =
    Central support has been looking at your registration since { $since }.
    There is nothing for you to do; the answer comes here.
status-asked =
    Since { $since } your National Support Service has been waiting for your answer to this question:
    { $talk }
status-answer = Answer
status-reply = What would you like to answer?
status-reply_file =
    What would you like to answer? A photo or file can be the answer too.
    Only coordinators see it, and it is deleted once they have decided.
status-no_file =
    A photo or file cannot be sent here: your answer is read as words.
    Please write what it shows, or ask how else you can show it.
status-replied =
    Sent. Your National Support Service will look at it, and you will hear from us here.
status-refused =
    Your registration could not be confirmed ({ $since }). The reason:
    “{ $reason }”
status-again = Register again
status-appeal_button = Ask central support
status-appeal_words = What should central support know?
status-appealed =
    Sent to central support. Their answer comes here.
status-staff = You are registered as a coordinator, { $name }.
status-validated =
    You have been a validated teacher since { $since }. { $switch }
    { $projects }
status-available = Partners can find you.
status-unavailable = Partners cannot find you at the moment; /available changes that.
status-no_projects = You are not in a project yet.
status-project = <b>{ $title }</b>: { $state } since { $since }

## Coordinators

queue-top = Your queue
queue-empty =
    { $outcome }
    Nothing is waiting for you. You are done.
queue-card =
    { $outcome } · { $count ->
        [one] one card waits
       *[other] { $count } cards wait
    }{ $lines ->
        [0] { "" }
       *[other] { "\u000A" }{ $counts }
    }

    { $card }
queue-person_appeals =
    { $card }
    An appeal: “{ $note }”
queue-aged =
    { $card }
    { $days ->
        [0] Came today
        [one] Has waited for one day
       *[other] Has waited for { $days } days
    }
queue-empty_here =
    { $outcome }
    Nothing more waits here. Other cards do.
queue-all_kinds = All cards
queue-not_your_country = You do not coordinate that country
queue-count_people = { $count ->
    [one] one person
   *[other] { $count } people
}
queue-count_projects = { $count ->
    [one] one project
   *[other] { $count } projects
}
queue-count_groups = { $count ->
    [one] one group
   *[other] { $count } groups
}
queue-count_labels = { $count ->
    [one] one label
   *[other] { $count } labels
}
queue-count_reports = { $count ->
    [one] one report
   *[other] { $count } reports
}
queue-count_room_reports = { $count ->
    [one] one TwinSpace report
   *[other] { $count } TwinSpace reports
}
queue-count_appeals = { $count ->
    [one] one suspension appeal
   *[other] { $count } suspension appeals
}
queue-of_country = { $country } { $count }
queue-of_others = others { $count }
queue-with_line =
    { $card }
    { $line }
queue-looks_at = { $name } is looking at it. You can decide all the same: the first press counts.
queue-take_over = Take it over
queue-taken_over = It is yours now
queue-passed_by = Passed on by { $name }: “{ $words }”
queue-passed_by_plain = Passed on by { $name }
queue-pass = Pass on
queue-pass_to = Who should decide? You can still decide yourself.
queue-pass_nobody = Nobody else can decide about this card now; it stays with you.
queue-back = Back to the queue
queue-pass_words = What should they know? One sentence is enough.
queue-passed = Passed on to { $name }
queue-passed_you =
    { $name } asks you to decide: “{ $words }”

    { $card }
queue-passed_you_plain =
    { $name } asks you to decide:

    { $card }
queue-talk =
    { $card }
    { $lines }
queue-talk_service = We asked: “{ $text }”
queue-talk_person = They say: “{ $text }”
queue-talk_them = They asked: “{ $text }”
queue-talk_you = You said: “{ $text }”
queue-nudge_project =
    This project is still waiting for you:

    { $card }
router-suspended = Your registration is suspended, so this has to wait. Your status says why, and how to appeal.
profile-suspended = While your registration is suspended, your school cannot change.
merge-suspended = One of the two registrations is suspended, so they cannot be made one now.
project-waits_for_you = { $country } asked you something
project-reminded = “{ $title }” has been waiting since { $since }. Today we have reminded the National Support Services.
roomreports-nudge = A report out of “{ $title }” has been open since { $since }.
help-suspensions = Who is suspended, and finding a person
queue-new =
    A new registration for you to check:

    { $card }
queue-nudge =
    This registration is still waiting for you:

    { $card }
queue-new_project =
    A new project for you to check:

    { $card }
queue-approve = Approve
queue-ask = Ask
queue-refuse = Refuse
queue-later = Later
queue-ask_words = What do you want to ask? They will read exactly what you type. { $answer }
queue-answer_words = They answer in words: they can send no photo or file here.
queue-answer_file = They answer in words, or with a photo or file, which is kept as their proof.
queue-refuse_words = What is the reason? They will read exactly what you type.
queue-approved = { $name } is validated
queue-asked = { $name } has been asked
queue-refused = { $name } was refused and told why
queue-project_approved = “{ $title }” is approved
queue-project_refused = “{ $title }” went back to its founders, with your reason
queue-project_asked = The founders of “{ $title }” have been asked
queue-already = That card had been decided already; nothing was changed
queue-not_there = That card is decided, or it is for somebody else
queue-gone = That card is gone
queue-no_words = About a report from a TwinSpace nothing is typed here: please decide with the buttons
queue-not_yours = That card is for somebody else to decide
queue-reminded_appeal =
    Your registration has been waiting since { $since }. Today we have reminded central support.
    There is nothing for you to do.
queue-reminded =
    Your registration has been waiting since { $since }. Today we have reminded the National Support Service of { $country }.
    There is nothing for you to do.

claim-usage = Please type the code behind the command: <code>/claim CODE</code>.
claim-unknown =
    That code is not valid, or it has been used already.
    Please ask for a new one.
claim-already = You are a coordinator there already: { $service }. The code was not used; the new coordinator still can.
claim-name = What is your name, as teachers should see it?
claim-central = Central support
claim-done =
    Welcome as a coordinator: { $service }. { $count ->
        [0] Nothing is waiting for you.
        [one] One registration is waiting for you.
       *[other] { $count } registrations are waiting for you.
    }
coordinators-all =
    { $countries }
coordinators-of =
    <b>{ $service }</b>
    { $names }
coordinators-invite = Invite one more: { $service }
coordinators-code =
    Please give this to the new coordinator ({ $service }), to send to this bot within 7 days:
    { $command }
coordinators-not_yours = You do not coordinate that country; /coordinators shows those you do.
coordinators-appoint = Choose a teacher
coordinators-dismiss = Dismiss somebody
coordinators-whom = Who will coordinate ({ $service })? Type a part of the name of a validated teacher.
coordinators-check =
    { $card }
    Shall this person coordinate ({ $service })?
coordinators-check_yes = Yes, appoint
coordinators-appointed = You are a coordinator now: { $service }. What waits for you is in your queue.
coordinators-was_appointed = { $name } is a coordinator now: { $service }.
coordinators-already = { $name } coordinates that already.
coordinators-dismiss_whom = Who no longer coordinates ({ $service })?
coordinators-dismiss_yes = Yes, dismiss
coordinators-sure = Shall { $name } no longer coordinate ({ $service })? They are told, and can be invited again.
coordinators-sure_self = Do you no longer want to coordinate ({ $service })? A colleague can invite you again.
coordinators-last = You are the only coordinator ({ $service }). Please invite somebody first; then you can step back.
coordinators-was_dismissed = { $name } no longer coordinates ({ $service }).
coordinators-dismissed = You no longer coordinate ({ $service }). Thank you for your work. You remain a member of eTwinning as before.

## Ambassadors

ambassadors-all =
    { $countries }
ambassadors-of =
    <b>{ $country }</b>
    { $names }
ambassadors-none = nobody yet
ambassadors-which = Ambassadors belong to a country. Name it after the command: { $command }
ambassadors-appoint = Appoint one more: { $country }
ambassadors-dismiss = Dismiss { $name }
ambassadors-whom = Who will be an ambassador ({ $country })? Type a part of the name of a validated teacher.
ambassadors-check =
    { $card }
    Shall this person be an ambassador ({ $country })?
ambassadors-check_yes = Yes, appoint
ambassadors-appointed =
    You are an eTwinning ambassador now ({ $country }).
    Newly validated teachers are offered you as a contact, and your name carries a badge.
ambassadors-was_appointed = { $name } is an ambassador now, and was told.
ambassadors-already = { $name } is an ambassador already.
ambassadors-undo = Undo
ambassadors-is_none = { $name } is no ambassador.
ambassadors-sure = Shall { $name } no longer be an ambassador? They are told.
ambassadors-dismiss_yes = Yes, dismiss
ambassadors-dismissed = You are no longer an eTwinning ambassador. Thank you for your work.
ambassadors-was_dismissed = { $name } is no longer an ambassador.
ambassadors-offer = { $name } is an ambassador in your country and helps with first steps. Would you like to write to them?
ambassadors-ask = Write to { $name }
card-ambassador = { $name } ★ ambassador ({ $school }, { $country })
help-ambassadors = Ambassadors of my country

## Linking two apps

link-code =
    In the other app, send this to the eTwinning bot within { $minutes } minutes:
    { $command }
link-visitor =
    You are not registered in this chat yet. If you are in the other app, type /link there to get a code, and here: <code>/link CODE</code>.
    If not, please register first: /register.
link-unknown =
    That code is not valid any more.
    Type /link in the app where you are registered to get a new one.
link-confirm = Use your registration from the other app in this chat too?
link-yes = Yes, link this chat
link-done =
    Done, { $name }: you can use this chat and the other one alike. Messages go to the one you used last.
link-already = This chat is linked already.
link-told = Another chat has just been linked to your registration. If that was not you, please undo it.
link-undo = Undo
link-undone = Undone: that chat is no longer linked.
link-not_linked = That chat is not linked to you.

## Partners

available-yes = Yes, partners may find me
available-no = No, not now
available-is_on = Partners can find you now.
available-is_off = Partners cannot find you now. May they?
available-on =
    Partners can find you now. What would you like to do with a partner class? One or two sentences are enough.
available-hide = Hide me again
available-told = Thank you. Teachers who look for a partner class can find you now.
available-off = Partners no longer find you. Your contacts and projects stay as they are.
available-still =
    We have not heard from you for two months, so for now partners do not find you.
    Are you still looking for a partner class?

partners-nobody =
    Nobody fits yet.
    Search more widely, or let partners find you: /available.
partners-end = That was the last one. Search more widely, or look again in a few days.
partners-hit =
    <b>{ $country }</b> · { $kind } · pupils aged { $ages }
    { $subjects } · { $languages }
    { $about }
    <i>{ $reasons }</i>
    { $place } of { $count }
partners-no_about = They have not described their class yet.
partners-many = more than a thousand
partners-only = { $hit } · only: { $wishes }
partners-wish_ages = ages { $ages }
partners-wish_words = “{ $words }”
partners-next = Next
partners-ask = Ask to work together
partners-narrow = Narrow down
partners-widen = All partners
partners-narrow_what = What matters most to you?
partners-by_country = Country
partners-by_subject = Subject
partners-by_language = Language
partners-by_ages = Ages of the pupils
partners-by_words = Words in their text
partners-which_country = Which country?
partners-which_subject = Which subject?
partners-which_language = Which language?
partners-which_ages = Which ages? Two numbers, such as 9-12.
partners-which_words = Which words? For example: rivers, theatre.
partners-because_ages = matching ages ({ $ages })
partners-because_subjects = matching subjects ({ $subjects })
partners-because_languages = matching languages ({ $languages })
partners-because_words = writes about { $words }
partners-because_active = { $days ->
        [0] here today
        [1] here yesterday
       *[other] last here { $days } days ago
    }
partners-no_reason = Is looking for a partner class.
partners-save = Save this search
partners-tell = Tell it
partners-tell_more = { $count ->
        [one] One teacher who fits you has
       *[other] { $count } teachers who fit you have
    } told { $what }. Tell yours too, and you see who matches best.
partners-because_hours = { $hours ->
        [one] one hour a week in common ({ $days })
       *[other] { $hours } hours a week in common ({ $days })
    }
partners-because_pupils = about as many pupils ({ $pupils })
partners-because_weeks = { $weeks } of the next { $ahead } weeks with school in both
schoolkind-pre-primary = pre-primary school
schoolkind-primary = primary school
schoolkind-secondary = secondary school
schoolkind-vocational = vocational school
schoolkind-other = school

## Contacts

contacts-none = { $asked ->
        [0] You have no contacts yet. The first step is to find a partner class.
        [one] You have no contacts yet; one request of yours is waiting for an answer.
       *[other] You have no contacts yet; { $asked } requests of yours are waiting for an answer.
    }
contacts-all =
    { $count ->
        [one] One contact
       *[other] { $count } contacts
    }{ $asked ->
        [0] {""}
        [one] , one request of yours is waiting
       *[other] , { $asked } requests of yours are waiting
    }:
    { $contacts }
contacts-write = Write to { $name }
contacts-answer = Answer
contacts-not_found = That teacher cannot be asked at the moment. There are others: /partners.
contacts-not_yours = That is not one of your contacts; /contacts shows them.
contacts-words = Write a sentence or two about yourself and your idea. They will read it with your name and school.
contacts-code =
    Show this at a meeting. A teacher who writes it to the bot within { $days } days asks to be your contact:
    { $command }
contacts-unanswered =
    Your request of { $since } has not been answered. It stays open, but do not wait for it: there are other classes.
contacts-asked =
    Sent. As soon as they answer, you will hear it here.
contacts-already = { $name } is one of your contacts already.
contacts-waiting = You have asked this teacher already; the answer comes here.
contacts-declined_before = That did not work out earlier. There are other classes.
contacts-request =
    { $card } would like to work with you:
    “{ $words }”
contacts-accept = Accept
contacts-decline = Decline
contacts-answered_already = You have answered that request already.
contacts-you_accepted =
    You are contacts now: { $card }.
    Write to each other here, or plan a project.
contacts-you_declined = Declined. We have told them kindly.
contacts-was_accepted =
    { $card } said yes: you are contacts now.
    Write to each other here, or plan a project.
contacts-was_declined =
    One of your requests was declined this time. There are other classes.
contacts-letter = What would you like to write to { $name }?
contacts-sent = Sent to { $name }.
contacts-edit_too_long = Your change is longer than { $most } characters, so the other person still reads what you wrote before. Please send the rest as a new message.
contacts-file =
    <b>{ $name }</b> sends you a file.
    { $text }
contacts-message =
    <b>{ $name }</b>:
    { $text }

contacts-code_link =
    Show this at a meeting. A teacher who opens the link, or writes the command to the bot, within { $days } days asks to be your contact:
    { $link }
    { $command }
contacts-request_idea =
    { $card } would like to work with you on “{ $idea }”:
    “{ $words }”
contacts-search_on = Go on searching
contacts-more = More
contacts-one =
    { $card }
    What would you like to do?
contacts-meet = Meet
contacts-next_page = More contacts
contacts-back_to = Back to { $name }
contacts-show_address = Show my address here
contacts-show_sure = Shall { $name } see your address { $address }? They can then write to you without the bot.
contacts-show_yes = Yes, show it
contacts-shown = { $name } can see your address now.
contacts-no_address = You have no user name in this app that others could find you by. You can choose one in its settings, and then come back here.
contacts-address =
    { $name } shows you their address { $app }:
    { $address }
contacts-on_telegram = on Telegram
contacts-on_matrix = on Matrix
contacts-remove = Remove
contacts-remove_sure = Remove { $name } from your contacts? Neither of you can write to the other then. Projects you share stay.
contacts-remove_yes = Yes, remove
contacts-removed = { $name } is no longer one of your contacts.
contacts-block = Block
contacts-blocked = Blocked people
contacts-report = Report

## Blocking and reporting

blocks-done =
    Blocked. From now on neither of you hears of the other here.
    They are not told.
blocks-undo = Undo
blocks-undo_name = Unblock { $name }
blocks-undo_somebody = Unblock somebody (no. { $number })
blocks-undone = The block is gone. What there was between you before holds again.
blocks-none = You have blocked nobody.
blocks-all = { $count ->
        [one] You have blocked one person.
       *[other] You have blocked { $count } people.
    } Whom would you like to hear of again?

reports-words =
    What is wrong? One or two sentences are enough.
    Only the coordinators of both countries read it; the other person is not told.
reports-done = Thank you for telling us. The coordinators look into it. In an emergency, please call 112.
reports-new =
    A report for you:

    { $card }
reports-nudge =
    This report is still waiting for you:

    { $card }
reports-card =
    About: { $about }
    From: { $reporter }, { $since }
    “{ $words }”
    What was written: { $frozen }
reports-nothing = nothing
reports-noted = Noted
reports-top = Reports
reports-closed = Noted; you look after it now
reports-closed_before = Somebody else had noted that report
suspending-warn = Warn
suspending-suspend = Suspend
suspending-lift = Lift the suspension
suspending-keep = Let it stand
suspending-own_school = You teach at the same school, so somebody else decides about this person
suspending-joined = You and this person share a project, or one of you reported the other, so somebody else decides
suspending-central_lifts = Central support decided about this suspension, so central support alone can lift it
suspending-context = Before: open reports { $reports }, warnings { $warned }, suspensions { $suspended }
suspending-whom =
    Choose a person to see what you can do.
suspending-whom_more = { $count } people are suspended; these are the first. To find another, type { $command }.
suspending-nobody = Nobody of your countries has that name. Type it as { $command }.
suspending-none = Nobody of your countries is suspended. To find somebody, type { $command }.
suspending-card =
    { $card }
    { $lines }
suspending-is_suspended = Suspended { $until }: “{ $reason }”
suspending-until = until { $day }
suspending-until_lifted = until it is lifted
suspending-week = One week
suspending-month = One month
suspending-warn_words = What do you want to tell { $name }? They will read exactly what you type.
suspending-warn_check =
    Shall { $name } be warned? They will read:
    “{ $words }”
suspending-warn_yes = Yes, warn
suspending-check =
    Shall { $name } be suspended ({ $until })? They will read:
    “{ $reason }”
suspending-check_yes = Yes, suspend
suspending-was_warned = { $name } was warned
suspending-warned =
    A warning from your National Support Service:
    “{ $words }”
    It is on record. If it happens again, you can be suspended.
suspending-ask_lasts = How long is { $name } suspended? You can lift it at any time.
suspending-ask_reason = Why is { $name } suspended? They will read exactly what you type.
suspending-ask_because = Choose a reason: { $name } reads it. What a report says is never shown in a chat.
suspending-reason_contact = Contact with pupils that is not allowed
suspending-reason_words = Words or pictures that do not belong before pupils
suspending-reason_data = Names, pictures or data of pupils passed on
suspending-reason_rules = The rules of the TwinSpace were not kept
suspending-was_suspended = { $name } is suspended ({ $until }), is out of all rooms, and was told why and how to appeal.
suspending-was_lifted = { $name } is no longer suspended
suspending-was_upheld = The suspension of { $name } stands; they were told why
suspending-told =
    You are suspended { $until }: “{ $reason }”
    Until then you are out of your rooms and groups; you keep your place in your projects.
    If this is wrong, you can appeal to central support.
suspending-ended = Your suspension is over, { $name }. You are back in your projects and groups.
suspending-upheld =
    Central support has looked at your appeal. The suspension stands { $until }: “{ $reason }”
suspending-asked =
    Central support asks about your appeal: “{ $note }”
suspending-status =
    You are suspended { $until }: “{ $reason }”
    If this is wrong, you can appeal to central support.
suspending-status_asked =
    You are suspended { $until }: “{ $reason }”
    Central support is waiting for your answer:
    { $talk }
suspending-status_appealed =
    You are suspended { $until }: “{ $reason }”
    Central support has been looking at your appeal since { $since }; the answer comes here.
suspending-status_upheld =
    You are suspended { $until }: “{ $reason }”
    Central support has decided about your appeal of { $since }: it stands.
suspending-appeal_new =
    An appeal against a suspension:

    { $card }
suspending-appeal_nudge =
    This appeal is still waiting for you:

    { $card }
suspending-appeal_card =
    { $person }
    Suspended by { $by } { $until }: “{ $reason }”
    They appeal: “{ $appeal }”
suspending-appeal_card_plain =
    { $person }
    Suspended by { $by } { $until }: “{ $reason }”
    They ask for it to be looked at again.
suspending-appeal_plain =
    This is about a report from a TwinSpace, so nothing about it is typed in a chat.
    Shall central support look at the decision again? You can ask once.
suspending-appeal_yes = Please look at it again
reports-not_yours = That report is for somebody else

## My class

class-mine = My class
class-all =
    Pupils: { $pupils }
    Time for a project: { $hours }
    No school: { $breaks }
class-untold = not told
class-break = { $first } to { $last }
class-pupils = Number of pupils
class-hours = When we have time
class-breaks = When there is no school
class-ask_pupils = How many pupils are in your class? A partner class of about the same size is easier to work with.
class-ask_hours = When does your class have time for a project in a normal week? Choose as many as you like.
class-ask_breaks =
    When is there no school in the months ahead? Type days or weeks of the calendar, such as:
    21.12. - 6.1., 16.2. - 20.2.
    52, 1, 8
class-no_days = I did not understand all of these days. For example: 21.12. - 6.1., or weeks: 52, 1.
class-what_subjects = what they teach
class-what_languages = their languages
class-what_ages = the ages of their pupils
class-what_hours = when their class has time
class-what_pupils = how many pupils they have
class-what_breaks = when they have no school
class-mondays = Mondays
class-tuesdays = Tuesdays
class-wednesdays = Wednesdays
class-thursdays = Thursdays
class-fridays = Fridays
class-mon_morning = Mon morning
class-mon_midday = Mon midday
class-mon_afternoon = Mon afternoon
class-tue_morning = Tue morning
class-tue_midday = Tue midday
class-tue_afternoon = Tue afternoon
class-wed_morning = Wed morning
class-wed_midday = Wed midday
class-wed_afternoon = Wed afternoon
class-thu_morning = Thu morning
class-thu_midday = Thu midday
class-thu_afternoon = Thu afternoon
class-fri_morning = Fri morning
class-fri_midday = Fri midday
class-fri_afternoon = Fri afternoon

## Saved searches and matches

searches-mine = My saved searches
searches-saved =
    Saved. As soon as a new teacher fits, you hear it here, at most once a day.
searches-enough = You have { $most } saved searches already. Please delete one first.
searches-none = You have no saved search. Search for partners and press “Save this search”.
searches-all =
    Your saved searches:
    { $searches }
searches-line = { $place }. { $wishes }
searches-anybody = everybody who fits
searches-delete = Delete no. { $place }
searches-stopped = You will hear of no more matches. Your saved searches are kept.
searches-on = Tell me of matches

matches-found =
    A teacher who fits you{ $count ->
        [one] {""}
       *[other] {" "}(one of { $count })
    }:
    <b>{ $country }</b> · { $kind } · pupils aged { $ages }
    { $subjects } · { $languages }
    { $about }
    <i>{ $reasons }</i>
matches-wants =
    A teacher is interested in working with you{ $count ->
        [one] {""}
       *[other] {" "}(one of { $count })
    }:
    <b>{ $country }</b> · { $kind } · pupils aged { $ages }
    { $subjects } · { $languages }
    { $about }
    <i>{ $reasons }</i>
matches-interested = Interested
matches-not_for_me = Not for me
matches-stop = Stop telling me
matches-noted = Noted. If that teacher is interested too, you become contacts. Until then they do not see your name.
matches-noted_hidden = Noted. That teacher can hear of it only if partners can find you. May they?
matches-hidden = You will not see that teacher again.
matches-undo = Bring the last one back
matches-shown_again = That teacher may be shown to you again.
matches-both =
    You are interested in each other. You are contacts now:
    { $card }
matches-gone = That teacher cannot be asked at the moment.

## Ideas

ideas-new = Post an idea
ideas-browse = All ideas
ideas-mine = My ideas
ideas-ask_title = What is your idea called?
ideas-ask_text = What would the classes do together? A few sentences are enough.
ideas-ask_ages = For pupils of which ages?
ideas-ask_languages = In which languages?
ideas-ask_subjects = For which subjects?
ideas-ask_countries = Do you look for partners of certain countries? Type their names, with commas between them, or skip this.
ideas-ask_start = When should it begin? Choose a month, or type one.
ideas-not_near = Please choose a month of the next year and a half.
ideas-ask_send =
    <b>{ $title }</b>
    { $text }
    { $subjects } · { $languages } · pupils aged { $ages }
    Begins: { $start }
    Teachers see it for 30 days, without your name. Shall I post it?
ideas-post = Post it
ideas-card =
    <b>{ $title }</b> ({ $country })
    { $text }
    { $subjects } · { $languages } · pupils aged { $ages }
    Begins: { $start }
ideas-card_wanted =
    <b>{ $title }</b> ({ $country })
    { $text }
    { $subjects } · { $languages } · pupils aged { $ages }
    Begins: { $start } · Wanted: { $wanted }
ideas-found =
    { $card }
    { $place } of { $count }
ideas-interested = Interested
ideas-own =
    { $card }
    { $days ->
        [0] Shown until today
        [one] Shown for one more day
       *[other] Shown for { $days } more days
    }
ideas-posted =
    Posted. Who is interested sends you a request; you hear it here.
    { $card }
    { $days ->
        [0] Shown until today
        [one] Shown for one more day
       *[other] Shown for { $days } more days
    }
ideas-changed =
    Changed.
    { $card }
    { $days ->
        [0] Shown until today
        [one] Shown for one more day
       *[other] Shown for { $days } more days
    }
ideas-renewed =
    Renewed.
    { $card }
    { $days ->
        [0] Shown until today
        [one] Shown for one more day
       *[other] Shown for { $days } more days
    }
ideas-ending = Your idea “{ $title }” is shown until { $day }. Shall it stay for 30 more days?
ideas-change = Change
ideas-change_what = What would you like to change?
ideas-title = Title
ideas-text = Text
ideas-countries = Countries
ideas-start = Start
ideas-renew = Renew
ideas-withdraw = Withdraw
ideas-withdrawn = “{ $title }” is no longer shown.
ideas-back = Show it again
ideas-enough = You have { $most } ideas already. Please withdraw one first.
ideas-all_mine = { $count ->
        [one] You have one idea.
       *[other] You have { $count } ideas.
    } Which one would you like to look at?
ideas-none_mine = You have posted no idea yet.
ideas-nothing = No idea fits yet. Yours could be the first.
ideas-end = That was the last one. Look again in a few days, or post your own.
ideas-gone = That idea is not shown any more.

## Files

files-too_big =
    That file is too big to go across: at most { $most } MB can.
    Please send a smaller one, or a link to it.
files-gone =
    { $text }

    A file belongs to this, but it could not be fetched any more.
delivery-taken_back = This was taken back.
files-gone_alone = A file belongs to the next message, but it could not be fetched any more.

## Projects

projectstate-draft = draft
projectstate-partner = waiting for the other school
projectstate-nss = waiting for the National Support Services
projectstate-active = running
projectstate-closed = closed
projectstate-archived = archived

projects-none =
    You are not in a project yet.
    A project is founded by two teachers from two schools.
projects-all =
    Your projects:
    { $projects }
projects-line = <b>{ $title }</b>: { $state }

project-new = New project
project-not_yours = That is not one of your projects; /projects shows them.
project-no_school = A project needs a school. Please register yours first: /register.
project-no_contacts =
    A project needs a partner: a contact who teaches at another school.
    The first step is to find one.
project-ask_title = What is your project called?
project-ask_description = Describe it in a few sentences: what will the pupils do together? Once it is approved, everybody can read this on the portal, so please name nobody.
project-ask_partner = Who founds it with you?
project-ask_languages = In which languages will you work? Choose or type as many as you like.
project-ask_ages = How old are the pupils? Choose, or type two ages, such as 9-12.
project-ask_pupils = About how many pupils will take part?
project-ask_subjects = Which subjects does it belong to? Choose or type as many as you like.
project-ask_tools = Which tools will you use? (You may skip this.)
project-ask_aims = What will the pupils learn? (You may skip this.)
project-ask_process = How will you work together: who does what, and when? (You may skip this.)
project-ask_results = What will there be at the end? (You may skip this.)
project-ask_send =
    <b>{ $title }</b>, with { $partner }
    { $description }
    { $subjects } · { $languages }
    { $pupils ->
        [one] one pupil
       *[other] { $pupils } pupils
    } aged { $ages }
    Shall we send it to { $partner } now?
project-send = Yes, send it
project-not_a_partner = Please choose a contact who teaches at another school.
project-sent =
    “{ $title }” is on its way to { $name }. As soon as they answer, you will hear it here.
project-invitation =
    { $name } invites you to found a project together:

    { $card }
project-join = Yes, I take part
project-decline = No, thank you
project-you_declined = Declined. We have told the founder of “{ $title }”.
project-partner_declined =
    Your partner cannot found “{ $title }” with you this time. Your plan is kept as a draft; you can ask somebody else whenever you like.
project-same_school = A project is founded by two different schools, so you cannot found this one together. Once it is running, you can be invited to join.
project-submitted =
    “{ $title }” has both its founders. Now it waits for the National Support Service of:
    { $countries }
    The answer comes here.
project-half_approved =
    “{ $title }” has its first approval. The National Support Service of { $country } still has to decide.
project-asked =
    The National Support Service of { $country } asks about “{ $title }”:
    “{ $note }”
project-active =
    Good news: “{ $title }” is approved. Its TwinSpace is being opened; the way in comes here in a moment.
project-refused =
    The National Support Service of { $country } has sent “{ $title }” back. The reason:
    “{ $reason }”
    Its founder can change it and send it again.
project-edit = Open the draft
project-change = Change and send
project-card =
    { $card }
    <i>{ $state }</i>, since { $since }
project-waits_for = waiting for { $countries }
project-came_back = came back: “{ $reason }”
project-twinspace = Open the TwinSpace
project-pupils = Add pupils
project-invite = Invite a partner
project-handover = Hand over
project-close = Close the project
project-reopen = Open it again
project-leave = Leave the project
project-stay = Stay
project-founders_only = Only the project’s founders can do this.
project-nobody_to_ask = None of your contacts can be asked for this at the moment. You can find new ones among the partners.
project-invite_whom = Whom would you like to invite to “{ $title }”?
project-invited = { $name } has the invitation. As soon as they answer, you will hear it here.
project-guest =
    { $name } invites you to join a running project:

    { $card }
project-guest_declined = { $name } cannot join “{ $title }” this time.
project-joined =
    Welcome to “{ $title }”. /twinspace opens its rooms.
project-newcomer = { $name } has joined “{ $title }”.
project-leave_sure =
    Do you want to leave “{ $title }”? You will no longer reach its TwinSpace; what you wrote there stays.
project-leave_yes = Yes, leave
project-you_left = You have left “{ $title }”. A founder can invite you again.
project-left = { $name } has left “{ $title }”.
project-hand_over_first =
    You are a founder of this project. Please hand your place over to another teacher first; then you can leave.
project-no_heir =
    Nobody in the project can take your place yet: it has to be a teacher from another school than the other founder’s. You can invite one.
project-handover_whom = Who takes your place as founder of “{ $title }”?
project-handed_over = { $name } is now a founder of “{ $title }”; you stay in it as a partner.
project-now_founder = { $name } has handed “{ $title }” over to you: you are now a founder.
project-close_sure =
    Do you want to close “{ $title }”? Its TwinSpace can then be read, but nobody can write there. You can open it again.
project-close_yes = Yes, close it
project-closed = “{ $title }” is closed (by { $name }). Its TwinSpace can still be read.
project-reopened = “{ $title }” is open again (by { $name }).
project-founder_gone = “{ $title }” cannot go on: a project has two founders, and one of them is not here any more. All of it can still be read and saved. To work together again, plan a new project.
project-save = Save it as a file
projects-archive = Archived projects
project-closed_until = closed; its pupils are erased on { $until }
project-close_sure_pupils =
    Do you want to close “{ $title }”? Its TwinSpace can then be read, but nobody can write there. You can open it again with everybody in it until { $until }: on that day its pupils are erased.
project-closed_pupils =
    “{ $title }” is closed (by { $name }). Its TwinSpace can still be read. On { $until } its pupils are erased, with what they wrote; opened again before, all is as it was.
project-reopened_teachers = “{ $title }” is open again (by { $name }), for its teachers: its pupils have been erased.
project-erased_soon =
    On { $until } the pupils of “{ $title }” are erased, with what they wrote there. Keep what your class still needs; a founder can open the project again before that day.
project-step_back_pupils = Step back with my pupils
project-step_back_sure =
    Your school leaves “{ $title }”; what was made there stays. { $count ->
        [0] It has no pupils there.
        [one] Your pupil’s slip ends.
       *[other] The slips of { $count } pupils end.
    } Or a colleague goes on: your code makes them a contact to invite.
project-step_back_yes = Yes, we step back
project-name_colleague = My code for a colleague
project-stepped_back = { $school } steps back from “{ $title }”. What its pupils and teachers made stays.
project-end_part = End a school’s part
project-end_whose = Which school’s part in “{ $title }” shall end?
project-no_partner = Besides the founders’ schools there is none in this project.
project-end_reason = Why shall { $school } not go on? Its teachers will read this.
project-end_sure =
    { $school } then leaves the project: { $count ->
        [0] it has no pupils in it.
        [one] its pupil leaves the rooms too, and the work stays.
       *[other] its { $count } pupils leave the rooms too, and their work stays.
    } You can invite the school again.
project-end_yes = Yes, end it
project-part_ended =
    { $name } has ended your school’s part in “{ $title }”: “{ $reason }”
    What you made together stays.
project-school_out = { $school } is no longer in “{ $title }”. What its pupils and teachers made stays.

## How a school of a project is

rhythm-weekly = once a week
rhythm-fortnightly = every two weeks
rhythm-monthly = once a month
project-more = More
project-more_card =
    <b>{ $title }</b>
    Something from each school is expected { $rhythm }; after that I ask kindly.
heartbeat-change = Change how often
heartbeat-ask_rhythm =
    How often do you expect something from each school in “{ $title }”? Now: { $now }.
heartbeat-rhythm = In “{ $title }”, something from each school is now expected { $now }.
heartbeat-nudge =
    It has been quiet from your school in “{ $title }”. A line to your partners is enough; only you and your colleagues get this message.
heartbeat-still_in = We are still in
heartbeat-pause = Pause until …
heartbeat-step_back = Step back
heartbeat-leave_it = Leave it as it is
heartbeat-may_step_back =
    Nothing has come from your school in “{ $title }” for a good while. You may pause, or step back: the others can then look for another class, and nobody will mind.
heartbeat-shown =
    Nothing has come from { $school } in “{ $title }” since { $since }. Perhaps it is only a full timetable; its teachers have been asked.
heartbeat-offer =
    { $school } has been silent in “{ $title }” since { $since }. Its teachers were asked and may step back. What would you like to do?
heartbeat-replace = Look for another class
heartbeat-ask_until = Until when shall { $school } be left in peace? Choose, or type a day.
heartbeat-weeks =
    { $count ->
        [one] One week: { $day }
       *[other] { $count } weeks: { $day }
    }
heartbeat-after_break = End of the holidays: { $day }
heartbeat-go_on = No pause
heartbeat-not_near = Please choose a day within the next six months.
heartbeat-paused = { $school } pauses in “{ $title }” until { $until }. Nobody is asked before that.
heartbeat-goes_on = { $school } does not pause any more in “{ $title }”.

## The Quality Label

labelpoint-collaboration = Pupils working together online
labelpoint-technology = Use of technology
labelpoint-safety = Data protection, copyright, safety
labelpoint-pedagogy = Teaching approaches
labelpoint-curriculum = Place in the curriculum
labelpoint-results = Results and documentation
label-no_project = A Quality Label needs a project that has started.
label-which = For which project?
label-national = “{ $title }” was founded by two schools of one country, and a Quality Label is for projects of two. The work counts all the same; a next one with a partner abroad could have it.
label-card =
    <b>Quality Label for “{ $title }”</b>
    { $points }
    Choose what you have something for; once in a while is enough.
label-filed =
    Filed. <b>“{ $title }”</b> so far:
    { $points }
label-removed =
    Removed. <b>“{ $title }”</b> now:
    { $points }
label-line =
    { $count ->
        [0] – { $point }
       *[other] ✓ { $point } ({ $count })
    }
label-line_compulsory =
    { $count ->
        [0] – { $point } <i>(compulsory)</i>
       *[other] ✓ { $point } ({ $count })
    }
label-ask_evidence =
    <b>{ $point }</b>: what did you do, and where is it seen? Write some sentences, with a link if you like, or send a file. Nothing by or about single pupils here, please: say where it is in the TwinSpace.
label-enough = That is enough for this point: { $most } things are filed. Remove one to file another.
label-list = What is filed
label-back = Quality Label
label-all_filed =
    { $count ->
        [one] One thing is filed for “{ $title }”.
       *[other] { $count } things are filed for “{ $title }”.
    }
label-filed_button = { $place }. { $point }
label-one =
    <b>{ $point }</b>, { $day }
    { $text }
label-one_file = <b>{ $point }</b>, { $day }
label-remove = Remove it
label-apply = Make the application
label-apply_yes = Yes, it is ready
label-apply_sure = Is the application for “{ $title }” ready? You get it as a document, and it counts as handed in today.
label-apply_gaps = Nothing is filed yet for: { $missing }. It may go without, but with less chance. Is the application for “{ $title }” ready? It then counts as handed in today.
label-must = Without this there is no label: { $missing }. Please file something for it first.
label-too_early = An application needs a project that is nearly done: closed, or { $weeks } weeks old. Filing goes on meanwhile.
label-too_many = { $most } applications of yours count in this school year already. This one can be made from August on; nothing filed is lost.
label-handed_in = The application for “{ $title }” as a document. It is noted as handed in today; send it to your National Support Service.
label-send = Send it to the National Support Service
label-sent = Sent: “{ $title }” is with the National Support Service of { $country }. Their answer comes here.
label-stands =
    { $line }
label-waits = “{ $title }” has been waiting for the National Support Service of { $country } since { $since }
label-asks_you = “{ $title }”: the National Support Service has been waiting for your answer since { $since }
label-is_approved = “{ $title }” has had the Quality Label since { $since }
label-is_refused = “{ $title }” was refused on { $since }: “{ $reason }”
label-review_card =
    Quality Label for “{ $title }”
    { $person }
label-review_new =
    An application for a Quality Label for you to check:

    { $card }
label-review_nudge =
    This application is still waiting for you:

    { $card }
label-see = Read the application
label-document = The application for “{ $title }”
label-not_yours = That application is for somebody else to decide, or it is decided.
label-approved = Congratulations: “{ $title }” has the Quality Label!
label-refused =
    The National Support Service has not given “{ $title }” the Quality Label: “{ $reason }”
    You can add evidence and send it again.
label-asked =
    The National Support Service asks about your application for “{ $title }”: “{ $note }”
label-was_approved = “{ $title }” has the Quality Label now
label-was_refused = “{ $title }” was refused, with your reason
label-was_asked = The teacher of “{ $title }” has been asked
label-as_text = “{ $title }” once more as text, to copy into a form.
label-paper_title = Application for the eTwinning National Quality Label
label-paper_schools =
    { $count ->
        [one] one school in the project
       *[other] { $count } schools in the project
    }
label-paper_date = handed in on { $day }
label-paper_nothing = nothing filed
label-paper_file = a file
label-paper_with_file = With it: { $name }

card-person =
    <b>{ $name }</b>, { $role }
    { $school }, { $country }
    { $subjects } · { $languages } · pupils aged { $ages }
card-school = { $name }, { $town }
card-no_school = no school
card-colleague =
    <b>{ $name }</b>, { $role }
    { $school }
card-contact = { $name } ({ $school }, { $country })
card-project =
    <b>{ $title }</b> ({ $kind })
    { $description }
    { $founders }
    { $subjects } · { $languages } · { $pupils ->
        [one] one pupil
       *[other] { $pupils } pupils
    } aged { $ages }
card-national = national project, without a Quality Label
card-european = European project

## Groups

groups-none =
    You are not in a group yet.
    In a group, teachers of many countries talk about one subject.
groups-mine =
    Your groups:
    { $groups }
groups-line = <b>{ $title }</b>: { $state }
groups-line_asked = <b>{ $title }</b>: { $count ->
        [one] one teacher asks to join
       *[other] { $count } teachers ask to join
    }
groups-line_proposed = central support is looking at it
groups-line_your_answer = central support waits for your answer
groups-line_refused = refused; you can change it
groups-line_invited = you are invited
groups-line_waits = the moderators have your request
groups-line_rests = resting
groups-line_moderator = you are a moderator
groups-line_member = you are a member
groups-find = Find groups
groups-new_one = Propose a group
groups-every = All groups
groups-found =
    Groups:
    { $groups }
groups-found_line = <b>{ $title }</b> · { $count ->
        [one] one member
       *[other] { $count } members
    } · { $languages } · { $entry }
groups-nothing = There is no such group yet. Search more widely, or propose one.
groups-no_more = Those were all. Search more widely, or propose a group of your own.
groups-by_words = Words
groups-unknown = That group is not there, or you are not in it.

groups-card =
    <b>{ $title }</b>
    { $about }
    { $state }
groups-aims = Aims: { $aims }
groups-kinds = { $subjects } · { $languages }
groups-entry_open = Open to all teachers
groups-entry_request = A moderator answers requests
groups-entry_invited = By invitation
groups-people = { $count ->
        [one] One member
       *[other] { $count } members
    }. Moderators: { $names }
groups-no_moderator = { $count ->
        [0] Nobody is in it now.
        [one] One member, and no moderator: would you like to be it?
       *[other] { $count } members, and no moderator: would you like to be it?
    }
groups-lines = { $lines }
groups-is_proposed = Central support has been looking at it since { $since }.
groups-is_asked =
    Since { $since } central support has been waiting for your answer:
    “{ $note }”
groups-is_refused =
    Not approved, because:
    “{ $reason }”
groups-is_resting = It has been resting since { $since }; a post wakes it.
groups-is_waiting = The moderators have had your request since { $since }.
groups-join = Join
groups-ask = Ask to join
groups-no_thanks = No, thank you
groups-withdraw = Take my request back
groups-write = Write
groups-latest = Latest posts
groups-settings = Settings
groups-card_button = Open the group

groups-ask_title = What is the group called?
groups-title_taken = There is a group called “{ $title }” already. /groups finds it; or choose another name.
groups-ask_description = What is it about? A few sentences for teachers who look for a group.
groups-ask_aims = What do its members want to reach? (You may skip this.)
groups-ask_languages = In which languages does it talk? Choose or type as many as you like.
groups-ask_subjects = Which subjects does it belong to? Choose or type as many as you like.
groups-ask_entry = Who may join?
groups-ask_send =
    <b>{ $title }</b>
    { $description }
    { $subjects } · { $languages }
    { $entry }
    Shall we send it to central support now?
groups-sent =
    “{ $title }” is with central support now. Their answer comes here.
groups-enough_proposals = Central support has { $count } of your groups before it. Please wait for an answer first.
groups-again = Change and propose again
groups-answered = Sent. Central support looks at “{ $title }” again. /groups shows where it stands.
groups-new =
    A new group for you to check:

    { $card }
groups-nudge =
    This group is still waiting for you:

    { $card }
groups-proposal =
    <b>{ $title }</b>, proposed by { $name }
    { $about }
groups-belongs_project = This belongs into a project
groups-belongs_partners = This is a search for partners
groups-approved =
    Good news: “{ $title }” is open, and you are its moderator.
    Invite the first members, and write them a welcome.
groups-asked =
    Central support has a question about “{ $title }”:
    “{ $note }”
groups-refused =
    “{ $title }” was not approved as a group. The reason:
    “{ $reason }”
    Here is the way on.
queue-group_asked = The proposer of “{ $title }” has been asked
queue-group_refused = “{ $title }” was refused, with your reason

groups-joined =
    You are in “{ $title }”. Its posts come here as your notifications for groups say; Settings changes that.
groups-by_invitation = “{ $title }” takes members by invitation. A moderator among your contacts can invite you.
groups-ask_later = The moderators of “{ $title }” said no this time. You can ask again from { $on } on.
groups-asked_to_join = Sent to the moderators of “{ $title }”. Their answer comes here.
groups-asked_central = “{ $title }” has no moderator now, so central support was asked. The answer comes here.
groups-was_declined = The moderators of “{ $title }” said no this time. There are other groups.
groups-declined = All right, you are not in “{ $title }”.
groups-last_moderator =
    You are the only moderator of “{ $title }”. Somebody else has to take over before you go.
groups-hand_over = Hand over
groups-seek = Ask who would do it
groups-sought = We have asked the members of “{ $title }”. As soon as one says yes, you hear it here.
groups-who_moderates =
    <b>{ $title }</b> looks for a moderator, since { $name } wants to go. Would you do it?
groups-volunteer = I will be moderator
groups-you_moderate = Thank you: you are a moderator of “{ $title }” now.
groups-found_moderator = { $name } is a moderator of “{ $title }” now. You can leave it if you like.
groups-leave = Leave the group
groups-leave_sure = Leave “{ $title }”? To come back you need the moderators again.
groups-leave_alone = You are the last member of “{ $title }”. Leave it? Then it rests.
groups-leave_yes = Yes, leave
groups-stay = No, stay
groups-left = You have left “{ $title }”.
groups-join_again = Join again
groups-set =
    <b>{ $title }</b>
    Posts come to you: { $way }
groups-way_now = At once
groups-way_daily = Once a day
groups-way_off = Not at all
groups-way_usual = As from all groups
groups-invite = Invite
groups-invitation =
    { $name } invites you into a group:
    <b>{ $title }</b>
    { $about }

## Moderating groups

moderating-desk = Moderate
moderating-all = <b>{ $title }</b> · { $count ->
        [one] one member
       *[other] { $count } members
    }
moderating-requests = Requests ({ $count })
moderating-reports = Reports ({ $count })
moderating-members = Members
moderating-entry = How to join
moderating-entry_is =
    <b>{ $title }</b>
    Now: { $entry }
moderating-not_yours = Only a moderator of that group can do this.
moderating-request =
    { $card }
    asks to join “{ $title }”.
moderating-admit = Let in
moderating-decline = Decline
moderating-admitted = { $name } is in
moderating-declined = { $name } was declined
moderating-decided_already = That had been decided already; nothing was changed
moderating-no_request = No request is waiting
moderating-no_more = { $outcome }. There are no more requests for “{ $title }”.
moderating-and_next =
    { $outcome }. The next one:
    { $request }
moderating-invite_whom = Whom shall “{ $title }” invite? These are your contacts.
moderating-nobody_to_invite = None of your contacts is left to invite into “{ $title }”. A code lets others in.
moderating-code = A code to pass on
moderating-invited = { $name } is invited into “{ $title }”. The answer shows among the members.
moderating-invite_more = Invite one more
moderating-code_is =
    Whoever sends this to the bot within { $days } days is in “{ $title }”:
    { $command }
moderating-members_are = “{ $title }” · { $count ->
        [one] one member
       *[other] { $count } members
    }
moderating-is_moderator = { $card } (moderator)
moderating-member =
    { $card }
    In the group since { $since }.
moderating-make = Make moderator
moderating-unmake = No longer moderator
moderating-expel = Remove from the group
moderating-expel_reason = What is the reason? { $name } will read exactly what you type.
moderating-expelled = { $name } is out of “{ $title }” and was told why.
moderating-were_expelled =
    { $name }, a moderator, has taken you out of “{ $title }”. The reason:
    “{ $reason }”
    Your other groups stay as they are.
moderating-were_made = { $name } has made you a moderator of “{ $title }”.
moderating-were_unmade = You are no longer a moderator of “{ $title }”; you are still a member.
moderating-hand_to_whom = Who takes over “{ $title }” from you?
moderating-handed_over = { $name } moderates “{ $title }” now. You are still a member.
moderating-is_quiet =
    Nobody has written in “{ $title }” for three months. Does it go on?
    Without an answer it rests after { $days } days; nothing is deleted.
moderating-keep = Keep it going
moderating-rest = Let it rest
moderating-goes_on = “{ $title }” goes on. A post from you would be a good start.
moderating-rests = “{ $title }” rests. Its posts can be read, and a new one wakes it.
moderating-now_rests = “{ $title }” rests now, since { $days } days brought no answer. Its posts can be read, and a new one wakes it.
moderating-wake = Wake it

## Posts

posts-no_group = You write to groups here, and are not in one yet.
posts-which = To which group?
posts-ask = What would you like to write to “{ $title }”? A photo or a file is welcome too.
posts-ask_answer = What would you like to answer { $name } in “{ $title }”?
posts-sent = Sent to “{ $title }”: { $count ->
        [0] nobody else hears of its posts now, but they can be read there.
        [one] one member gets it.
       *[other] { $count } members get it.
    }
    If you change your message, the post changes too.
posts-too_many = You have written { $count } posts within an hour. Please go on a little later.
posts-edit_too_long = Your change is longer than { $most } characters, so the members still read the post as it was.
posts-edit_too_many = You have written or changed { $count } posts within an hour. The members still read this one as it was; please change it again a little later.
posts-said =
    <b>{ $title }</b> · { $name }
    { $text }
posts-answered =
    <b>{ $title }</b> · { $name } answers { $other }: <i>{ $about }</i>
    { $text }
posts-answer = Answer
posts-more = More
posts-former = a former member
posts-cut = { $text }…
posts-line =
    <b>{ $name }</b>, { $at }
    { $text }
posts-line_file =
    <b>{ $name }</b>, { $at } · { $file }
    { $text }
posts-page =
    <b>{ $title }</b>

    { $posts }
posts-open = Open: { $name }
posts-older = Older
posts-search = Search
posts-none = Nobody has written in “{ $title }” yet. Would you begin?
posts-no_more = That was the first post of “{ $title }”.
posts-nothing_found = No post of “{ $title }” has these words.
posts-gone = That post is not there any more, or is not yours to read.
posts-what = { $name }: “{ $about }”
posts-mute = Mute this group
posts-take_back = Take it back
posts-remove = Remove the post
posts-removed = The post is taken back, also from those who had it already, where their app allows that.
posts-remove_reason = Why is the post removed? { $name } will read exactly what you type.
posts-was_removed =
    { $name } removed your post “{ $about }” from “{ $title }”. The reason:
    “{ $reason }”
posts-report = Report
posts-report_words = What is wrong with the post? The moderators and central support read it; its author does not.
posts-reported = Thank you. The moderators and central support look at it. The author is not told of your report.
posts-report_card =
    Reported in “{ $title }”: “{ $words }”
    { $name } wrote:
    “{ $text }”
posts-report_nudge =
    This report has been waiting for you since { $since }.
    { $card }
posts-close_report = Leave it there
posts-closed = The post stays, and the report is closed.
posts-closed_already = Somebody has dealt with that report already.

## Project kits

kits-all =
    Ready-made projects, step by step:
    { $kits }
kits-line = <b>{ $title }</b> · ages { $ages } · { $weeks ->
        [one] one week
       *[other] { $weeks } weeks
    }
kits-none = There is no kit like that. Search more widely.
kits-every = All kits
kits-by_weeks = How long it takes
kits-which_weeks = How long may it take?
kits-weeks = { $weeks ->
        [one] One week
       *[other] Up to { $weeks } weeks
    }
kits-card =
    <b>{ $title }</b>
    { $about }
    { $subjects } · ages { $ages } · { $weeks ->
        [one] one week
       *[other] { $weeks } weeks
    }
    At the end: { $results }
kits-first = First step
kits-next = Next step
kits-about = About this kit
kits-step =
    { $place } of { $count }: <b>{ $title }</b> · { $lessons ->
        [one] one lesson
       *[other] { $lessons } lessons
    }
    { $how }
kits-use = Start a project with it
kits-plan_begun = You have begun to plan a project already. Go on with that, or begin anew with this kit?
kits-go_on = Go on with my plan
kits-anew = Begin with the kit
kits-unknown = There is no such kit.

## TwinSpace

twinspace-which = Which project?
twinspace-none = You are not in a running project yet.
twinspace-opening = The TwinSpace of “{ $title }” is being opened. Please try again in a moment.
twinspace-open =
    The TwinSpace of “{ $title }” is open: a classroom, and a staff room for teachers.
twinspace-open_matrix =
    The TwinSpace of “{ $title }” is open: a classroom, and a staff room for teachers. The invitations are in your Matrix app.
twinspace-link =
    Your way into “{ $title }”. The link works once, within { $minutes } minutes:
    { $link }
twinspace-link_matrix =
    You find “{ $title }” among the invitations in your Matrix app. To use the browser instead, this link works once, within { $minutes } minutes:
    { $link }
pupils-link =
    On this page you add your pupils to “{ $title }”. The link works once, within { $minutes } minutes:
    { $link }
    Please do not write pupils’ names here in the chat.
pupils-not_yours = Only the pupils’ own teachers can do this, while the project is running.
pupils-no_guard = Pupils cannot be added now: the homeserver’s guard is not loaded. Please tell whoever runs this service.
pupils-empty = Please type at least one pseudonym.
pupils-too_many = At most { $most } pupils at once, please.
pupils-too_long =
    Please shorten these to { $most } characters at most:
    { $names }
pupils-twice =
    These are taken already, or in your list twice:
    { $names }
pupils-real_names =
    These may tell who a child is; an invented name such as “Red Panda 7” protects a pupil better:
    { $names }
pupils-added = { $count ->
        [one] One pupil added.
       *[other] { $count } pupils added.
    }
pupils-slip = { $name }: { $code }
pupils-removed = { $name } is no longer in the TwinSpace.
pupils-class_too_long = Please give the class a shorter name: { $most } characters at most.
pupils-none_chosen = Nobody is chosen yet, or there is nothing left to do for those who are.
pupils-not_permitted = There is no slip without the parents’ permission to take part. Tick it below and save, then make the slip.
pupils-closed = This project is closed: permissions can be withdrawn here, and none given.
pupils-permitted = { $count ->
        [0] Nothing was changed: all of it was noted already.
        [one] Saved, for one pupil.
       *[other] Saved, for { $count } pupils.
    }
pupils-permitted_hidden =
    Saved, for { $count ->
        [one] one pupil
       *[other] { $count } pupils
    }. What was withdrawn has ended; slips go on working. To undo it, tick it again; what was public is to be asked for anew.
pupils-permitted_less = { $count ->
        [one] Saved, for one pupil. What was withdrawn has ended. To undo it, tick it again and make a new slip.
       *[other] Saved, for { $count } pupils. What was withdrawn has ended. To undo it, tick it again and make a new slip.
    }
pupils-slips = { $count ->
        [one] One slip. The old one does not work any more.
       *[other] { $count } slips. The old ones do not work any more.
    }
pupils-moved = { $count ->
        [one] One pupil is in the other class now. The slip stays good.
       *[other] { $count } pupils are in the other class now. Their slips stay good.
    }
pupils-unlocked = The slip of { $name } can be tried again.
pupils-not_locked = The slip of { $name } is not locked.
pupils-app_on = { $name } may use an app now.
pupils-app_off = { $name } may not use an app any more; whoever is signed in with one is signed out.
slip-sheet = Slips for pupils
slip-how = Scan the picture, or open { $address } and type this code:
slip-keep = Keep this slip like a key and lend it to nobody. Is it lost? Your teacher gives you a new one.
letter-in_english = This letter is in a language that is not one of your school. Please ask the teacher if anything is not clear.
letter-title = May your child take part?
letter-dear = Dear parents,
letter-project = Our class would like to take part in “{ $title }”, a project in eTwinning. There, classes of several European countries work together on the internet, guided by their teachers.
letter-about = The project in its teachers’ words: { $about }
letter-school = { $school } in { $town } ({ $country })
letter-schools = These schools take part: { $schools }.
letter-more_schools = { $count ->
        [one] one more
       *[other] { $count } more
    }
letter-what = The pupils write to each other in a closed classroom on the internet and show what they made in lessons. Nobody enters it but the pupils and teachers of these schools; the teachers read along.
letter-pseudonym = Your child appears there under an invented name and comes in with a printed code. The service asks for no real name, no e-mail address and no telephone number.
letter-who = If something is reported, the eTwinning support services of the countries concerned may read it, for a reason that is written down. There is no advertising, and nothing is sold.
letter-asked = What we ask you
letter-ask_part = 1. May your child take part in the closed classroom?
letter-ask_publish = 2. May your child’s work be shown to everybody on the project’s public page, without the real name?
letter-ask_picture = 3. May pictures and recordings in which your child can be recognised be shown there too?
letter-yes = yes
letter-no = no
letter-free = You are free to say no to each of these; your child has no disadvantage from it. Before anything becomes public, teachers of two schools look at it.
letter-withdraw = You can change your mind at any time: a word to { $teacher } is enough. The code then stops working at once, and what is public is taken down. If you wish, everything that your child wrote is erased.
letter-kept = { $days } days after the project has ended, everything that your child wrote is erased; if a report is still open then, at most { $more } days later.
letter-helpline = If something on the internet worries your child, please talk to us. The child helpline is there as well, { $country }: { $helpline }. In danger: { $emergency }.
letter-emergency = If something on the internet worries your child, please talk to us. In danger: { $emergency }.
letter-responsible = Responsible at our school: { $teacher }, { $school }. The service is at { $site }.
letter-appears_as = Your child’s invented name: { $name }
letter-appears = Your child’s invented name:
letter-child = Name of the child (stays at school):
letter-date = Place and date:
letter-signature = Signature of the parents:
classroom-said = { $text }
classroom-sent = Sent.
classroom-closed = You cannot write here at the moment.
classroom-empty = Please type something first.
classroom-too_long = That is too long: at most { $most } characters, please.
classroom-muted = It is quiet time: you can read, and write again later. Your teachers decide when. What you typed is still here. “Something is wrong” works at any time.
classroom-not_yours = You can only take back what you wrote yourself. If something else is wrong, press “Report”.
room-teachers_only = This is for the teachers. Ask yours. What you can type here: { $help }
room-did_you_mean = I do not know that. Did you mean { $command }? All commands: { $help }
room-unknown = I do not know that command, so nobody has seen it. What you can type here: { $help }
room-parked = Something went wrong on our side. Nothing is lost, and we look into it. Please try again later.
room-help =
    What you can type here:
    { $commands }
room-help_line = { $command }: { $what }
room_help-help = what you can type here
room-space = { $title }
room-classroom = { $title }: classroom
room-classroom_topic = Pupils and teachers of “{ $title }”. The teachers read along.
room-staff = { $title }: staff room
room-staff_topic = Only for the teachers of “{ $title }”.
room-welcome =
    Welcome to the classroom of “{ $title }”. Everybody here can read this, teachers too. It is not encrypted, so that teachers can look after you, and it can all be saved. Be kind, and keep real names and addresses to yourselves.

## The staff room on Telegram: /bridge and /room

bridge-said = <b>{ $name }</b>: { $text }
bridge-sticker = <i>(a sticker)</i>
bridge-location = <i>(a place on the map, which stays on Telegram)</i>
bridge-contact = <i>(somebody’s contact details, which stay on Telegram)</i>
bridge-poll = <i>(a poll, which stays where it was put)</i>
bridge-dice = <i>(a throw of the dice)</i>
bridge-other = <i>(something that cannot be shown here)</i>
bridge-stays = <i>(something about a pupil, which stays in the staff room: { $command })</i>
bridge-too_big = <i>({ $name }: a file of more than { $most } MB, too big to come across)</i>
bridge-not_known = Some of what was just written stays in this group: I bring across only what teachers of the project write who are linked with me. Are you one? Write to me alone, please: { $command } helps.
bridge-how = I can tie this group to a project’s staff room. Ask me for a code: write { $command } to me alone, in our private chat.
bridge-unknown_code = I do not know that code, or its time is over. Write { $command } to me alone, in our private chat, to get a new one.
bridge-not_yours = Only a teacher of the project can do that, with a code of their own. Write { $command } to me alone.
bridge-tied_already = This group, or that staff room, is tied already. { $command } unties it.
bridge-on_group =
    { $name } has tied this group to the staff room of “{ $title }”. From now on <b>everybody in this group reads what is said there</b>, and the staff room reads what the project’s teachers write here. No pupil does.
    Please write no pupils’ names here. { $command } ends it.
bridge-on_room = { $name } has tied this staff room to a Telegram group. From now on what is said here is <b>also read on Telegram</b>, by everybody in that group. Please write no pupils’ names. Any teacher can end it: { $command } in the chat with the bot.
bridge-make_administrator = Please make me an administrator of this group; I need no rights. Telegram does not tell me otherwise what is written here, or who comes. Until then nothing crosses.
bridge-hears = I hear now what is written in the Telegram group of “{ $title }”, and bring it across.
bridge-deaf_room = Nothing more comes from the Telegram group of “{ $title }”: the bot is no administrator there any more.
bridge-off = { $name } has untied the Telegram group and the staff room of “{ $title }”. Nothing crosses any more.
bridge-put_out = The bot was put out of the Telegram group of “{ $title }”. Nothing crosses any more. { $command } in the chat with the bot ties a group again.
bridge-paused_group = Somebody has come whom I do not know as a teacher of the project. Until a founder of the project decides, nothing crosses. { $command } ends it for good.
bridge-paused_room = Somebody unknown came into the Telegram group of “{ $title }”. Until a founder decides, nothing crosses.
bridge-guest = In the Telegram group of “{ $title }” somebody is new whom I do not know as a teacher of the project: { $names }. Until you decide, nothing crosses. Whoever is in the group reads what is said in the staff room.
bridge-left_group = Somebody who may be in this group is no teacher of the project any more. Until a founder of the project decides, nothing crosses. { $command } ends it for good.
bridge-left_room = Somebody who is no teacher of “{ $title }” any more may still be in the Telegram group. Until a founder decides, nothing crosses.
bridge-left = No teacher of “{ $title }” any more: { $names }. If they are in the Telegram group, they read what is said in the staff room. Please put them out of the group first. Until you decide, nothing crosses.
bridge-somebody = somebody who left eTwinning
bridge-closed = The project “{ $title }” is closed: its staff room and its Telegram group are untied. Nothing crosses any more.
bridge-go_on = Go on
bridge-turn_off = Untie it
bridge-on_again = { $name } has looked at who is there. What is said crosses again between the Telegram group and the staff room of “{ $title }”. What was written meanwhile stays where it is.
bridge-is_on = This group is tied to the staff room of “{ $title }”. { $command } ends it.
bridge-is_paused = This group is tied to the staff room of “{ $title }”, but nothing crosses now. { $command } ends it.
bridge-delete_how = Answer your own message with { $command }, and I take it back in the staff room. Telegram does not tell me what you delete.
bridge-deleted = It is taken back in the staff room. Here you delete it yourself.
bridge-no_project = You have no project with a TwinSpace yet.
bridge-which = Of which project?
bridge-code =
    Do the teachers of “{ $title }” have a group on Telegram? Everybody in it will read what is said in the staff room; no pupil’s word ever comes there.
    Add the bot to the group as an administrator, and type there, within { $minutes } minutes: { $command }
bridge-code_link =
    Do the teachers of “{ $title }” have a Telegram group? Everybody in it will read what is said in the staff room; no pupil’s word ever comes there.
    Open this and choose the group: { $link }
    Or add me to it as an administrator and type there, within { $minutes } minutes: { $command }
bridge-untied = The staff room of “{ $title }” is tied to no Telegram group.
bridge-tie = Tie a group
bridge-founders_only = Only a founder of the project decides that.
bridge-card_on = The staff room of “{ $title }” has been tied to a Telegram group since { $since }.
bridge-card_deaf = The staff room of “{ $title }” is tied to a Telegram group, but I hear nothing there. Please make me an administrator of the group; I need no rights.
bridge-card_paused = The staff room of “{ $title }” is tied to a Telegram group, but since { $since } nothing crosses: somebody in the group may be no teacher of the project. A founder decides.
room-which = The staff room of which project?
room-none = You have no project with a TwinSpace yet.
room-latest =
    <b>{ $title }</b>: staff room

    { $said }
room-latest_matrix =
    <b>{ $title }</b>: staff room

    { $said }

    To answer, open that room in your Matrix app.
room-silent = Nobody has said anything yet.
room-said = <b>{ $name }</b>, { $at }: { $text }
room-said_cut = <b>{ $name }</b>, { $at }: { $text }…
room-said_file = <b>{ $name }</b>, { $at }: ({ $file }) { $text }
room-read = Read the staff room
room-write = Write there
room-answer = Answer
room-follow = Follow it here
room-unfollow = Stop following
room-ask = What would you like to say in the staff room of “{ $title }”? The project’s teachers read it, no pupil does. A photo or a file is welcome too.
room-sent = Sent to the staff room of “{ $title }”.
room-follows = From now on I bring you what is said in the staff room of “{ $title }”. Reply to it, and your answer goes there. At night it waits.
room-stopped = I bring you nothing more from the staff room of “{ $title }”.
room-followed =
    <b>{ $title }</b> · { $name }
    { $text }
room-more = More was said in the staff room of “{ $title }” meanwhile.

## Me: profile, notices, my data

help-profile = My profile
help-notifications = How I am told
help-mydata = Everything you hold about me
help-forget = Erase me
help-move = Somebody lost their phone

profile-all =
    <b>Everybody who searches sees</b>
    { $country } · { $kind } · pupils aged { $ages }
    { $subjects } · { $languages }
    { $about }
    <b>Your contacts, and whom you write to, see also</b>
    { $name }, { $role } · { $school }
profile-changed =
    Changed. <b>Everybody who searches sees</b>
    { $country } · { $kind } · pupils aged { $ages }
    { $subjects } · { $languages }
    { $about }
    <b>Your contacts, and whom you write to, see also</b>
    { $name }, { $role } · { $school }
profile-no_about = (nothing about your class yet)
profile-about = About my class
profile-name = Name
profile-school = School
profile-role = Role
profile-subjects = Subjects
profile-languages = Languages
profile-ages = Pupils’ ages
profile-show = Let partners find me
profile-hide = Hide me from partners
profile-ask_about = What would you like to do with a partner class? One or two sentences are enough.
profile-ask_name = What are your first name and surname?
profile-ask_school =
    Which is your new school? Type a part of its name.
    { $then }
profile-school_checked = Your National Support Service then confirms you once more. Until it has, the search and projects are closed; your contacts and projects stay.
profile-school_unchecked = (Back changes the country.)
profile-school_changed =
    Kept. The National Support Service of { $country } now confirms your new school; the answer comes here.
    Until then partners, groups and projects wait for you; none of them is lost. /profile, /status and /link work.
profile-pupils = In “{ $title }” the pupils of your school would be alone. Please take them out, or let a colleague open the classroom; then you can change your school.
profile-same_school = You would be at the school of the other founder of “{ $title }”, and a project has two. Please hand your place over first.
profile-confirmed = Good news, { $name }: your new school is confirmed, and everything is open again.

notifications-all =
    Choose a line to change how it comes: at once, once a day at { $daily }, or not at all.
    { $hours }
    Your time: { $zone }.
notifications-kind = { $kind }: { $way }
notifications-quiet = Nothing comes between { $begins } and { $ends }, unless you wrote within the hour.
notifications-never_quiet = No quiet hours
notifications-quiet_hours = Quiet hours
notifications-time_zone = Time zone
notifications-ask_hours = Between which hours shall I leave you alone? Choose, or type two, such as 21-7.
notifications-ask_zone = In which city do you live, or which big one has your time? Type its name.
notifications-seminars =
    <b>Seminars</b> come { $way }. Choose a line to change it.
    { $about }
notifications-seminars_always = Moves, cancellations and new links always come.
notifications-seminars_daily = Daily, the reminder a day before comes with the others at { $hour }; those an hour and ten minutes before are left out. Moves, cancellations and new links always come.
notifications-way = How: { $way }
notifications-back = All notices
notifications-zone = All times are now those of { $city }. There it is { $time }.
notice-contacts = Contacts
notice-messages = Messages
notice-matches = New partners
notice-groups = Groups
notice-seminars = Seminars
notice-meetings = Meetings
notice-projects = Projects
notice-heartbeat = Silent schools
notice-announcements = News
notice-seminars_day = A day before
notice-seminars_hour = An hour before
notice-seminars_minutes = Ten minutes before
noticeway-now = at once
noticeway-daily = daily
noticeway-off = off
form-hours = Please type two hours, such as 21-7.

daily-all =
    Today, { $count ->
        [one] one notice
       *[other] { $count } notices
    }:
    { $lines }
daily-some =
    Today, { $count } notices:
    { $lines }
    and { $more ->
        [one] one more
       *[other] { $more } more
    }.
daily-line = • { $line }
daily-gone = That is no longer kept. /help shows what there is.

mydata-done = Here is everything we hold about you. What others wrote to you is theirs, so it says only who and when.
mydata-held = Your registration was moved to a new chat. Until { $until } its old chats may object, and nothing is sent out.

forget-sure =
    Everything about you goes: profile, contacts, messages, places in groups and projects.
    What you wrote to groups and in rooms stays, without your name. <b>It cannot be undone.</b>
forget-yes = Yes, erase me
forget-stay = No, I stay
forget-done = Done: you are erased, and we do not know you any more. In a few minutes the last copies are gone too. You are welcome back at any time.
forget-delayed = Noted. A report about you is still open: you are erased when it is closed, on { $until } at the latest.
forget-no = I would rather stay
forget-taken_back = Good. Nothing is erased.
forget-nothing = Good. Nothing is erased.
forget-held = Your registration was moved to a new chat. Until { $until } its old chats may object, and nothing is erased.
forget-last_coordinator = You are the only coordinator: { $service }. Please invite somebody who goes on; then you can leave.
forget-founder = You are a founder of “{ $title }”. Please hand your place over, or close the project; then you can leave.
forget-pupils = In “{ $title }” the pupils of your school would be alone. Please take them out, or let a colleague open the classroom; then you can leave.
forget-withdrawn = The plan “{ $title }” is off: who founded it with you has left eTwinning.
card-gone = somebody who has left

merge-sure =
    Both chats are registered. They can become one: <b>{ $name }</b>, { $school }, { $country }.
    Contacts, groups, projects and messages of both stay. { $standing }
    <b>It cannot be undone.</b> The other chat is asked too.
merge-other_sure =
    Somebody with your code wants to make your two registrations one: <b>{ $name }</b>, { $school }, { $country }.
    Contacts, groups, projects and messages of both stay. { $standing }
    <b>It cannot be undone.</b> If that is not you, press No.
merge-stays = Nothing has to be checked again.
merge-waits = Your National Support Service then looks at it again; until it has, partners, groups and projects are closed.
merge-yes = Yes, make them one
merge-no = No
merge-not_done = All right: nothing is made one.
merge-refused = All right: the two stay apart, and that question is good for nothing any more. The other chat is told.
merge-was_refused = The other chat said no, so your two registrations stay as they are.
merge-asked = Now the other chat is asked. Press Yes there within a day.
merge-done = Done, { $name }: the two are one, and every chat of yours works alike.
merge-done_waits =
    Done, { $name }: the two are one. Your National Support Service now looks at it again; the answer comes here.
merge-held = One of the two was moved to a new chat. They can be made one after { $until }.
merge-being_erased = One of the two is about to be erased, so they cannot be made one now.
merge-both_found = Both found “{ $title }” together, and a project needs two founders. Please hand one place over first.

move-usage = Whose chat is lost? Send <code>/move NAME</code>.
move-nobody = I found nobody of that name in your countries. Please try a part of the name.
move-whom = Who has lost their chat?
move-not_yours = That person is for somebody else to move. Nobody moves themselves.
move-check =
    { $card }
    Have you checked that the one who asks is this person?
move-checked = Yes, I have checked
move-code =
    Please give this to { $name } only, to send to this bot from the new chat within a day:
    { $command }
move-registered = This chat is registered already, as somebody else. Please use the code in a new chat.
move-done =
    Welcome back, { $name }. Everything is here.
    Your old chats are told and may object until { $until }; until then nothing can be erased or sent out.
move-told = A coordinator has just given your registration a new chat. If you did not ask for that, please object before { $until }.
move-object = Object
move-objected = The new chat is off again, and the coordinators know.
move-too_late = That is settled already. If something is wrong, please ask your National Support Service.
move-was_objected =
    { $card }
    An old chat objected to the move, so the new chat is off again. Please check once more who asked.

proof-ask_file = Please send a photo or file here that shows you are a teacher, such as a certificate of your school. Only coordinators see it, and it is deleted once they have decided.
proof-no_file = That came without a file.
proof-later = All right. Without it the answer may take longer.
proof-later_button = Send a proof
proof-kept = Thank you, it is with the coordinators. It is deleted once they have decided.
proof-for_head =
    One step more: give this to the head of your school, to send to this bot within 30 days:
    { $command }
proof-confirmed = { $name } has confirmed that you teach at your school.
proof-not_needed = There is no proof to give at the moment.
proof-see = See the proof
proof-none_yet = Proof: none yet
proof-by_file = Proof: a file of { $at }
proof-by_head = Proof: confirmed by { $name } ({ $role }), { $at }
proof-not_there = There is no proof for you to see.
proof-link =
    The proof of { $name }. The link works once, within { $minutes } minutes:
    { $link }
confirm-usage = Please type the code that your teacher gave you: <code>/confirm CODE</code>.
confirm-unknown = That code is not valid any more. The teacher can get a new one: /proof.
confirm-not_yourself = Please give this code to the head of your school; nobody confirms themselves.
confirm-sure = Does { $name } teach at your school: { $school }?
confirm-yes = Yes, I confirm it
confirm-name = What is your name?
confirm-role = What are you at the school?
confirm-done = Thank you. The National Support Service now knows that { $name } teaches at your school.
headrole-head = head of school
headrole-deputy = deputy head
headrole-office = school office
queue-person_also =
    { $card }
    { $also }
queue-school_change = Changes school; before: { $before }
queue-proof_came =
    A proof has come for this registration:

    { $card }

page-proof_title = A proof of being a teacher
page-proof = What { $name } sent for you to decide about.
page-proof_open = Show it
page-proof_tab = It opens in a tab of its own: close that to be back here.
page-desk_card_back = Back to the card
page-proof_once = Each press shows it once, and who looked is written down. When the registration is decided, it is deleted.
page-proof_used_title = This link has done its work
page-proof_used = A proof is shown once, to a coordinator, while the registration is open. Send { $command } to the bot, and press “See the proof” again.
page-proof_gone_title = The file is gone
page-proof_gone = The chat app does not have it any more. Please ask the teacher to send it again.
page-proof_away_title = The chat app does not answer
page-proof_away = Please try again in a minute; the link still works.

## Seminars

help-seminars = Seminars: what is coming
help-attended = I was in a seminar: get my certificate
help-calendar = Seminars and meetings in my own calendar
seminarkind-seminar = Online seminar
seminarkind-event = Learning event of some days
seminars-line = { $start }: <b>{ $title }</b> ({ $language })
seminars-all =
    { $count ->
        [one] One seminar is coming:
       *[other] { $count } seminars are coming:
    }
    { $seminars }
seminars-only =
    { $wishes }: { $count ->
        [one] one seminar is coming
       *[other] { $count } seminars are coming
    }
    { $seminars }
seminars-none = No seminar is announced at the moment. Please look again in a few days.
seminars-none_fits = No seminar of that kind is announced at the moment.
seminars-mine =
    Your seminars:
    { $seminars }
seminars-none_of_mine = You have not signed up for a seminar yet.
seminars-next = More
seminars-narrow = Narrow down
seminars-widen = Show all
seminars-mine_button = My seminars
seminars-others = All seminars
seminars-back = Back to the seminar
seminars-new = Plan a seminar
seminars-narrow_what = What shall I filter by?
seminars-not_found = There is no such seminar, or not any more.
seminars-not_a_host = Coordinators and groups’ moderators plan seminars, and only its host can change one.
seminars-card =
    <b>{ $title }</b>
    { $kind } · { $speaker }
    { $start }, { $length }
    { $language } · { $subjects }
    { $places }
    { $standing }
seminars-minutes = { $minutes } minutes
seminars-hours = { $hours ->
        [one] one hour
       *[other] { $hours } hours
    }
seminars-until = until { $end } ({ $hours ->
        [one] one hour
       *[other] { $hours } hours
    } of work)
seminars-free = { $coming } of { $capacity } places are taken, { $free ->
        [one] one is free.
       *[other] { $free } are free.
    }
seminars-full = { $capacity ->
        [one] The one place is taken
       *[other] All { $capacity } places are taken
    }; { $waiting ->
        [0] nobody is waiting yet.
        [one] one person is waiting.
       *[other] { $waiting } people are waiting.
    }
seminars-you_are_suspended = You are suspended, so there is no link here until that ends.
seminars-you_are_in = <b>You have a place.</b> Join here: { $link }
seminars-you_are_offered = <b>A place is kept for you</b> until { $until }.
seminars-you_wait = You are number { $number } on the waiting list.
seminars-you_are_not = You have not signed up.
seminars-is_cancelled = <b>Cancelled.</b>
seminars-is_over = It is over.
seminars-recorded = It is over. The recording: { $link }
seminars-sign_up = Sign up
seminars-queue_up = Join the waiting list
seminars-any_subject = all subjects
seminars-sign_up_again = Sign up again
seminars-withdraw = Withdraw
seminars-cannot_come = I cannot come
seminars-file = Calendar file
seminars-take = Take it
seminars-leave = No, thanks
seminars-certificate = My certificate
seminars-signed_up =
    You are in: <b>{ $title }</b>, { $start }.
    Join here: { $link }
    The file puts it into your calendar. I will remind you.
seminars-waiting =
    “{ $title }” is full. You are number { $number } on the waiting list.
    When a place becomes free, I ask you here.
seminars-over = “{ $title }” is over, so nobody can sign up any more.
seminars-was_cancelled = “{ $title }” was cancelled.
seminars-too_late = That place of “{ $title }” is not kept for you any more. You can sign up again.
seminars-withdrawn = You are off the list of “{ $title }”. Your place goes to the next one.
seminars-off_the_list = You are off the waiting list of “{ $title }”.
seminars-offered =
    A place is free in <b>{ $title }</b>, { $start }.
    It is kept for you until { $until }. Do you want it?
seminars-placed =
    A place became free: you are in <b>{ $title }</b>, { $start }.
    Join here: { $link }
seminars-expired = The place in “{ $title }” that was kept for you went on to the next one. You can sign up again.
seminars-soon_day =
    <b>{ $title }</b> begins on { $start }.
    Join here: { $link }
seminars-soon_hour =
    <b>{ $title }</b> begins in an hour: { $start }.
    Join here: { $link }
seminars-soon_minutes =
    <b>{ $title }</b> begins in a few minutes.
    Join here: { $link }
seminars-moved =
    <b>{ $title }</b> was moved. It now begins on { $start }.
    Your place stays as it is; the file brings your calendar up to date.
seminars-new_link =
    <b>{ $title }</b> takes place somewhere else. The link is now { $link }
    Your place stays as it is; the file brings your calendar up to date.
seminars-cancelled =
    <b>{ $title }</b>, planned for { $start }, was cancelled. We are sorry.
    The file takes it out of your calendar.

seminars-ask_title = What is the seminar called?
seminars-ask_speaker = Who speaks? Type the name.
seminars-ask_kind = What sort of seminar is it?
seminars-ask_start = When does it begin? Type day and hour in your own time, such as 12.11. 17:00.
seminars-ask_minutes = How long is it? Choose, or type the minutes.
seminars-ask_last_day = Which is its last day? Choose, or type it.
seminars-ask_hours = How many hours of work is it in all? The certificate will say so.
seminars-ask_language = In which language is it?
seminars-ask_subjects = For which subjects? Choose or type as many as you like.
seminars-ask_capacity = How many people can come? Choose, or type a number.
seminars-ask_link = Where does it take place? Send the link to the room.
seminars-ask_sure =
    <b>{ $title }</b>, { $speaker }
    { $start }, { $length }
    { $language } · { $subjects }
    { $capacity } places · { $link }
    Shall I announce it?
seminars-announce = Yes, announce it
seminars-announced =
    It is announced.
    { $card }
seminars-in_the_past = That is over already. Please type a day and hour to come.
seminars-last_day_wrong = The last day comes after the first, at most four months later.
form-link = Please send a link, such as https://example.org/room.
seminars-edit = Change
seminars-move = Move
seminars-cancel = Cancel it
seminars-code = Attendance code
seminars-recording = Recording
seminars-feedback = Feedback
seminars-edit_what = What do you want to change?
seminars-edit_title = Title
seminars-edit_speaker = Speaker
seminars-edit_link = Link
seminars-edit_capacity = Places
seminars-edit_subjects = Subjects
seminars-edited =
    Changed.
    { $card }
seminars-hostless = “{ $title }”, { $start }, has no host any more: they have left eTwinning. Will you take it over?
seminars-take_over = I take it over
seminars-you_host =
    You are its host now.
    { $card }
seminars-move_sure =
    Move “{ $title }” to { $start }? { $coming ->
        [0] Nobody has signed up yet.
        [one] One person will be told.
       *[other] { $coming } people will be told.
    }
seminars-move_yes = Yes, move it
seminars-you_moved =
    Moved. Everybody who signed up is told.
    { $card }
seminars-cancel_sure =
    Cancel “{ $title }”? This cannot be undone. { $coming ->
        [0] Nobody has signed up yet.
        [one] One person will be told.
       *[other] { $coming } people will be told.
    }
seminars-cancel_yes = Yes, cancel it
seminars-cancel_no = No, leave it
seminars-you_cancelled = “{ $title }” is cancelled. Everybody who signed up is told.
seminars-show_code =
    Show this to the participants of “{ $title }”: { $command }
    Whoever sends it to this bot within 24 hours after the end gets the certificate.
seminars-ask_code = Which code did the host show?
seminars-wrong_code =
    That is not the code of a seminar that you have a place in, or its time is over (24 hours after the end).
    Please look at it once more, or ask the host.
seminars-attended =
    Thank you for coming to “{ $title }”. Here is your certificate.
    How was it? 5 is best.
seminars-certificate_again =
    Here is your certificate for “{ $title }”.
    How was it? 5 is best.
seminars-stars = { $stars }
seminars-ask_words = Thank you. Would you like to tell the host why? They read it without your name, and only once five people or more have answered.
seminars-thanks = Thank you, the host will read it.
seminars-summary =
    “{ $title }”: { $attended ->
        [one] one person attended
       *[other] { $attended } people attended
    }, { $rated ->
        [0] nobody has said how it was.
        [one] one has said how it was.
       *[other] { $rated } have said how it was.
    }
seminars-no_feedback = “{ $title }”: { $attended ->
        [0] nobody has sent the attendance code yet.
        [one] one person attended; they have not said how it was.
       *[other] { $attended } people attended; nobody has said how it was.
    }
seminars-feedback_is =
    “{ $title }”: <b>{ $average } of 5</b> ({ $rated ->
        [one] one answer
       *[other] { $rated } answers
    }, { $attended ->
        [one] one person attended
       *[other] { $attended } people attended
    })
    { $words }
seminars-comment = “{ $words }”
seminars-no_words = Nobody added words.
seminars-words_later = Comments are shown from { $least } answers on, so that nobody is recognised.
seminars-ask_recording = Where can the recording be seen? Send the link.

certificate-title = Certificate of Attendance
certificate-certifies = This is to certify that
certificate-seminar = took part in the online seminar
certificate-event = took part in the learning event
certificate-dates = { $first } to { $last }
certificate-speaker = led by { $speaker }
certificate-check = Whether this certificate is genuine can be checked at
certificate-code = Code { $code }

page-certificate_title = Check a certificate
page-certificate_code = Code on the certificate
page-certificate_name = Name on the certificate
page-certificate_hint = Please type both exactly as they are printed.
page-certificate_check = Check
page-certificate_empty = Please type the code and the name.
page-certificate_matches = They match: this certificate was given to this person.
page-certificate_differs = They do not match. Please look at the code and the name once more.
page-certificate_slower = Many certificates were checked from here just now. Please wait one minute, then try again.

calendar-button = My calendar
calendar-new = New address
calendar-is =
    This is your private calendar: { $webcal }
    Tap it on your phone, or add this by its address in Google Calendar or Outlook: { $address }
    Whoever has the address can read it. If it got out, take a new one.
calendar-renewed =
    Your new address: { $webcal }
    For Google Calendar or Outlook: { $address }
    The old one does not work any more; please add the new one in your calendar.
calendar-seminar =
    Speaker: { $speaker }
    Join here: { $link }
calendar-meeting = eTwinning meeting
calendar-meeting_with =
    Proposed by { $name }
    Join here: { $link }

## Meetings

help-meet = Arrange a video meeting
meet-nobody = You have no contacts to meet yet. You can find some among the partners.
meet-nobody_there = Nobody you chose can be invited at the moment.
meet-with = With whom do you want to meet? Choose as many as you like.
meet-not_one = Please choose contacts of yours, or a running project.
meet-project = Teachers of “{ $title }”
meet-plan =
    { $about }
    { $times }
    Shall I ask?
meet-in_school = I suggest these times, which fall into school hours for { $count ->
        [one] both of you
       *[other] all of you
    }:
meet-beyond_school = You have no school hours in common. These times come closest:
meet-send = Yes, ask about these
meet-other = Other times
meet-times = Which times do you propose, at most three? Choose, or type one such as 12.11. 15:00.
meet-times_wrong = Please propose one to three times, all still to come.
meet-asked =
    Sent. As soon as a time is fixed, the link comes here.
    { $times }
meet-asked_some =
    Sent, though not everybody could be invited. As soon as a time is fixed, the link comes here.
    { $times }
meet-invitation =
    { $name } would like to meet by video ({ $minutes } minutes). { $count ->
        [one] Which time suits you? The first you choose is fixed.
       *[other] Which times suit you? Choose all that do.
    }
    { $about }
meet-about = About the project “{ $title }”.
meet-no_project = A talk among contacts.
meet-none_suits = None of these
meet-chosen = ✓ { $time }
meet-noted =
    Noted. As soon as a time suits everybody, or { $name } fixes one, the link comes here.
meet-declined = All right. { $name } is told that you cannot come.
meet-was_declined = { $name } cannot come at any of the times you proposed.
meet-nobody_left = Nobody can come at the times you proposed. You can propose others.
meet-again = Propose other times
meet-state =
    Your proposal, with how many each time suits:
    { $times }
    Press a time to fix it.
meet-no_time_for_all =
    Everybody has answered, and no time suits all:
    { $times }
    Press a time to fix it all the same.
meet-tally = { $time }: { $count ->
        [0] nobody yet
        [one] one of { $all }
       *[other] { $count } of { $all }
    }
meet-fixed =
    Your meeting is fixed: <b>{ $start }</b>, { $minutes } minutes, with { $people }.
    Join here: { $link }
meet-soon =
    Your meeting with { $people } begins in a few minutes.
    Join here: { $link }
meet-cancel = Cancel the meeting
meet-not_coming = I cannot come
meet-cancelled = { $name } has cancelled the meeting of { $start }.
meet-off = The meeting of { $start } does not take place.
meet-not_coming_told = { $name } cannot come to the meeting of { $start }.
meet-you_cancelled = The meeting is cancelled, and everybody is told.
meet-you_left = All right, the others are told that you cannot come.
meet-closed = That meeting is not open any more.
meet-not_yours = There is no such meeting of yours, or not any more.
meet-mine =
    Your meetings:
    { $meetings }
meet-line = { $start }: { $people }
meet-line_open = not fixed yet: { $people }
meet-new = Arrange a meeting
meet-look = See the answers
meet-show = Show the meeting
meet-contacts = Find partners

## Subjects

subject-art = Art
subject-astronomy = Astronomy
subject-biology = Biology
subject-chemistry = Chemistry
subject-citizenship = Citizenship
subject-class_teaching = Class teaching (primary)
subject-classical_languages = Latin and Greek
subject-cross_curricular = Cross-curricular
subject-design = Design
subject-drama = Drama
subject-economics = Economics
subject-environment = Environment
subject-european_studies = European studies
subject-foreign_languages = Foreign languages
subject-geography = Geography
subject-geology = Geology
subject-health = Health
subject-history = History
subject-history_of_culture = History of culture
subject-home_economics = Home economics
subject-informatics = Informatics
subject-language_literature = Language and literature
subject-law = Law
subject-mathematics = Mathematics
subject-media = Media education
subject-music = Music
subject-natural_sciences = Natural sciences
subject-philosophy_ethics = Philosophy and ethics
subject-physical_education = Physical education
subject-physics = Physics
subject-politics = Politics
subject-pre_school = Pre-school
subject-psychology = Psychology
subject-religion = Religion
subject-social_studies = Social studies
subject-special_needs = Special needs education
subject-technology = Technology
subject-vocational = Vocational subjects

## Pages

page-skip = Skip to the content
page-languages = Other languages
page-to_start = To the start page
page-problem = Please check: { $title }
page-again = Try again
page-typed = What you typed

page-start_title = eTwinning, in the chat app you already have
page-start =
    eTwinning brings classes from different countries together.
    Teachers find a partner and plan a project by writing to one bot, on Telegram or on Matrix.
    Each project gets a closed room of its own, its TwinSpace, where pupils and teachers meet.
page-start_teachers_title = For teachers
page-start_teachers = Registering takes about two minutes, in the chat. Pick the app you like; you can add the other one later.
page-start_telegram = You have Telegram already? Open the bot there and press Start.
page-start_telegram_open = Open the bot on Telegram
page-start_matrix = You would rather not use Telegram? We make you an account on our own chat server. No e-mail, no telephone number.
page-start_matrix_open = Open on Matrix
page-start_matrix_known = You have an account on { $server } already? Write to { $bot }.
page-start_pupils_title = For pupils
page-start_pupils = Your teacher gave you a slip with a code on it? Then your class is waiting.
page-start_pupils_open = I have a slip

page-account_title = Your Matrix account is ready
page-account = Two steps, and you are talking to the bot. Please do not close this page before the first one is done: it is shown only once.
page-account_first = 1. Sign in to a Matrix app
page-account_user = Your account
page-account_homeserver = Server (“homeserver”)
page-account_token = Sign-in token
page-account_sign_in = Sign in now
page-account_once = The button works once, within five minutes.
page-account_token_how = Your app asks for it as “login token”. It works once, within five minutes; there is no password.
page-account_then = 2. Write to the bot
page-account_write = In the app, start a chat with { $bot } and send { $command }. The bot takes it from there.
page-account_stay = Stay signed in: there is no password to come back with. Signed out all the same? If you use the bot on Telegram, too, send { $link } there. Otherwise open a new account here and ask the support service of your country to move your registration to it.
page-matrix_title = An account on Matrix
page-matrix_app = It opens in this browser at once, with nothing to install. Later any Matrix app will do, such as Element or FluffyChat: both are free.
page-matrix_apps = You need a Matrix app that signs in with a token. Element and FluffyChat are free ones, for telephones and computers.
page-matrix_make = Make my account
page-matrix_spent = An account was made with this form already, and its way in was shown once. You are signed in to it? Then nothing is left to do here. If not, open a new one.
page-enough_accounts_title = A moment, please
page-enough_accounts =
    Several accounts were made from your network within the last hour, so we are taking a short break.
    Please try again in an hour. On Telegram you can begin at once.

page-open_title = Your link from the bot
page-open_twinspace = It opens the TwinSpace of “{ $project }” in this browser.
page-open_pupils = It opens the list of your pupils in “{ $project }” in this browser.
page-open = Open
page-open_whose = It is for { $name }. Is that not you? Then do not open it, and ask the bot for a link of your own.
page-open_once = The link works once. You are in until you press Leave, until 45 minutes pass without a click, or for a day at most.
page-link_used_title = This link has done its work
page-link_used = Each link from the bot works once, within ten minutes. For a new one, send the bot the command that it came from: { $command } (TwinSpace), { $pupils }, { $materials }, { $export }, { $data } (your data) or { $desk } (desk).
page-link_needed_title = Please come in through the bot
page-link_needed = Your visit here is over, or this browser has not been let in yet. Send { $command } to the bot, and it gives you a link that opens this page.
page-stay_until = You are in until { $at }.
page-stay_until_pupil = You are in until { $at }.
page-stay = Stay longer
page-stay_over = That did not work: your visit may be over, or there is no connection. Copy what you typed.
page-stayed_title = You stay
page-stayed = You are in until { $at }. Close this page and go on where you were.
page-stayed_pupil = You are in until { $at }. Close this page and go on where you were.
page-left_title = You have left
page-left = Nobody can read the TwinSpace in this browser now. To come back, send { $command } to the bot.

page-places = This TwinSpace
page-classroom = Classroom
page-staff_room = Staff room
page-pupils = Pupils
page-app_link = App
page-leave = Leave
page-to_box = Write something
page-messages = Messages, the newest at the end
page-older = Show older messages
page-newest = Back to the newest
page-show_new = Show new messages
page-somebody = Somebody
page-you = you
page-teacher = teacher
page-you_are_teacher = You are { $name }
page-you_are = You are { $name }
page-talk_empty = Nobody has written anything yet. You can be the first.
page-talk_not_ready = This room is being set up. Press “Show new messages” in a minute.
page-talk_away = The messages cannot be shown just now. Nothing is lost. Please press “Show new messages” in a minute.
page-talk_waiting = Your message is on its way. Press “Show new messages” in a moment to see it.
page-talk_lost = Your message could not be delivered. It is still in the box: please try again in a moment.
page-write = Write to everybody
page-write_pupil_hint = Please no full names, addresses or telephone numbers.
page-write_hint = All pupils and teachers of the project can read it.
page-write_staff = Write to the teachers
page-write_staff_hint = Only teachers of the project can read it.
page-write_in_app = You can read here. To write, use your Matrix app, where you are { $user }.
page-account_not_ready = Your account for this TwinSpace is being set up. Please look again in a minute.
page-read_only = This project is closed. Everything can still be read, and nothing added.
page-send = Send

page-messages_title = Messages
page-edited = changed
page-picture_unknown = Picture “{ $name }”, without a description
page-file = File
page-answer = Answer
page-answering = You are answering { $name }.
page-answering_somebody = You are answering
page-answer_not = Do not answer
page-below = New messages below
page-talk_sent = Sent.
page-talk_forbidden = The room did not take it just now. Perhaps your teachers have asked for quiet. What you typed is still here: try again later.
page-sending = On its way …
page-offline = No connection. What you typed is still in the box: press Send again in a moment.
page-unsay = Take back
page-unsay_title = Take this message back?
page-unsay_means = It disappears for everybody, for good. Who has read it already has read it.
page-unsay_sure = Yes, take it back
page-class_back = Back to the classroom
page-staff_back = Back to the staff room
page-tell = Report
page-tell_any = Something is wrong
page-tell_title = Tell us what is wrong
page-tell_done = Your message has been passed on
page-tell_who = The teachers of your school and the support services will read it, but never the person who wrote the message. Nobody else will know.
page-tell_who_words = The support services read it. If you choose “No” below, the teachers of your school read it, too. Nobody else will know.
page-tell_gone = The message cannot be shown any more. You can report it all the same; we know who wrote it, or look into it.
page-tell_whom = Is it about a teacher of your school?
page-tell_whom_yes = Yes
page-tell_whom_no = No
page-tell_whom_unknown = I do not know, or I would rather not say
page-tell_whom_hint = If you say no, the teachers of your school read it too.
page-tell_reason = What is wrong?
page-tell_reason_hint = A few words are enough. You may also leave it empty: the message comes along as it is.
page-tell_words_hint = Write as much as you like. It does not matter how.
page-tell_send = Report it
page-tell_empty = Please write what is wrong. Or go back and press “Report” under the message you mean.
page-tell_twice = We have it already. Nothing was sent twice.
page-file_send = Picture or file
page-file_title = Send a picture or a file
page-file_alt = What is to be seen or heard?
page-file_alt_hint = For everybody who cannot see or hear it: “Our class at the river, with a big fish”. No full names.
page-file_text = Words to go with it, if you like
page-licence = Who made it?
page-licence_ours = We did. It stays in this project.
page-licence_free = We did, and everybody may use it who names us (licence CC BY 4.0).
page-licence_others = Somebody else did, and we may use it here.
page-file_choose = The picture or file
page-file_hint = Up to 10 MB: pictures, PDF, documents, sound, text. Where and when a photograph was taken, and who wrote a document, is removed from it; a PDF or a recording may still say who made it. Of a moving picture, only the first one is sent.
page-file_send_now = Send
page-file_missing = Please choose the picture or file. All the rest you typed is still there.
page-file_too_big = That file is bigger than 10 MB. Please choose a smaller one. All the rest you typed is still there.
page-file_unknown = This kind of file cannot be sent here, or it is damaged. Pictures (JPG, PNG), PDF, documents, sound and text can. Please choose another one.
page-file_alt_missing = Please say what is to be seen in the picture, then choose it once more. All the rest you typed is still there.
page-file_words_first = Please say what is to be seen in the picture, then press Send.
page-file_away = The chat server does not answer just now. Nothing was sent. Please choose the file again in a minute; the rest is still there.
page-app_pupil = Your teacher lets you use a Matrix app too. Ask your teacher or your parents for help with it.
page-app_not_allowed = Your class is read here, in the browser. If you would like to use an app, ask your teacher.

page-app_title = Use a Matrix app
page-app = With a Matrix app on your telephone or computer you read the TwinSpace without a new link each time, and see at once when somebody writes.
page-app_open = Show me how to sign in
page-app_when = Have the app at hand first: what you get works once, within five minutes.
page-app_ready = Sign in to your app with this. The TwinSpace of your project is there already.
page-app_own = You are in this TwinSpace with your own account, { $user }. Open your Matrix app and accept the invitation: you find the classroom and the staff room there.

page-pupils_add_title = Add pupils
page-pupils_names = Pseudonyms, one on each line
page-pupils_hint = Made-up names such as “Blue Fox 7”, no full names. We keep nothing else of a pupil: no e-mail, no telephone number.
page-pupils_add = Add
page-pupils_sure = These are pseudonyms, add them
page-pupils_no_guard =
    No pupils can be added for now. The chat server lacks the guard that keeps pupils safe in their classroom, and without it we let no pupil in.
    Please tell whoever runs this service; they will know what to do.
page-pupils_guard_unknown = No pupils can be added just now: the chat server does not answer. Please come back in a few minutes.
page-pupils_closed = This project is closed, so no pupils can be added.
page-pupils_slip_hint = A new slip makes the old one useless at once: good for a slip that was lost, or seen by somebody else.
page-pupils_twice_sent = That was done already; nothing was done twice. Slips are shown only once: if you did not get to print one, make a new one below.
page-pupils_locked = locked after ten wrong tries
page-pupils_out = Take out
page-pupils_out_of = Take out { $name }
page-pupils_out_means = { $name } leaves the TwinSpace, and the slip stops working. What was written stays. To undo it, add the pupil again: that makes a new slip.
page-pupils_others = Pupils of the partner schools
page-slips_title = Slips to print
page-slips = Please print or copy them now: for the pupils’ safety the codes are shown only this once. Should one get lost, you make a new one on the list of pupils.
page-slip_how = Open { $address } and type this code.
page-slips_back = Back to the pupils
page-pupils_steps = Three steps: give out the letter to parents, tick what they allow, make the slips.
page-pupils_parts = On this page
page-pupils_classes = Classes
page-pupils_all = All ({ $count })
page-pupils_no_class = Without a class
page-pupils_allowed = What the parents allow
page-pupils_allowed_hint = Tick what is signed on the letters. Without the first tick a pupil has no slip and cannot come in; taking it away ends everything at once. Press a name for more.
page-pupils_has_slip = has a slip
page-pupils_no_slip = no slip yet
page-pupils_part = Take part
page-pupils_publish = Publish work
page-pupils_picture = Picture
page-pupils_save = Save
page-pupils_tick_all = Tick one of them for everybody in this list; nothing is saved yet:
page-pupils_ticked = Ticked for all, and not saved yet: please look through the list, then press Save.
page-pupils_kept = Your visit here is over, and what you ticked is kept on this page. Send /pupils to the bot and open its link in this browser, in another tab; then come back and press here.
page-pupils_class = Class (if you have several)
page-pupils_part_given = I have the signed letters: all of these may take part
page-pupils_move = Move pupils to another class
page-move_who = Who moves?
page-move_to = To the class
page-move_teacher = Of the teacher
page-move_do = Move
page-move_all = Choose all
page-letters_title = Letter to parents
page-letters_hint = One page to sign: what the project is, who sees what, and the three questions. With a page for each pupil, the invented name is printed on it.
page-letters_each = { $count ->
        [one] Letter for one pupil (PDF)
       *[other] Letters for { $count } pupils (PDF)
    }
page-letters_one = One to be copied (PDF)
page-paper_language = Language of the print
page-paper_in_english = We do not speak a school language of { $country } yet. A letter in another language may need some words of yours.
page-slips_shown = Slips
page-slips_hint = A slip lets its pupil in on any device. Codes are shown only once, so print them now; on a shared computer, delete the file afterwards.
page-slips_none_permitted = Slips can be made once a pupil may take part: tick that above, and save.
page-slips_as_page = Show them on a page instead of a PDF
page-slips_missing = { $count ->
        [one] Make the slip for one pupil without one
       *[other] Make slips for { $count } pupils without one
    }
page-slips_anew = New slips for all of these
page-slips_anew_means = All slips given out before stop working at once, and whoever is in the classroom with one is out.
page-slips_all = { $count ->
        [one] Make a new slip for one pupil
       *[other] Make new slips for { $count } pupils
    }
page-pupil_class = Class
page-pupil_teacher = Teacher
page-pupil_part_yes = ✓ may take part
page-pupil_part_no = – may not take part
page-pupil_publish_yes = ✓ work may be published
page-pupil_publish_no = – work may not be published
page-pupil_picture_yes = ✓ may be seen in published pictures
page-pupil_picture_no = – may not be seen in published pictures
page-pupil_noted = Noted by { $name }, { $at }
page-pupil_slip = Slip
page-pupil_locked = Ten wrong codes were typed, so the slip is locked. If that was the pupil, let it be tried again; if you are not sure, make a new one.
page-pupil_unlock = Let it be tried again
page-pupil_slip_print = New slip (PDF)
page-pupil_slip_show = Show a new slip here
page-pupil_slip_none = No slip without the parents’ permission to take part. It is noted on the list.
page-pupil_app = Matrix app
page-pupil_app_yes = This pupil may read and write in a Matrix app too.
page-pupil_app_no = This pupil comes in with a browser. If you allow it, a Matrix app will do as well; it shows this project’s classroom and nothing else.
page-pupil_app_allow = Allow an app
page-pupil_app_end = Allow no app any more

page-class_title = To your classroom
page-code = The code on your slip
page-code_hint = Capital or small letters, with or without the dash: all the same.
page-code_typed = What you typed. It will be in the box when you are in again.
page-enter = Enter
page-code_empty = Please type the code on your slip.
page-code_wrong = That is not quite right. Look closely at your slip and try again. After ten wrong tries a slip is locked. If it does not work, ask your teacher.
page-code_ended = This project is over, so its slips do not work any more. Your teacher knows more.
page-code_slower = Too many wrong codes came from here. Wait one minute, then try again.
page-pupil_left = You have left the class. Nobody can read it here now without a code. To come back, type the code of your slip.
page-pupil_ended = Your visit has ended. If your slip’s code does not work any more, ask your teacher.

page-homeserver_away_title = The chat server is taking a break
page-homeserver_away = Nothing is lost. Please try again in a minute.
page-database_away_title = Just a moment
page-database_away = We cannot get at our notes right now. Nothing was changed. Please try again in a minute.
page-broken_title = That went wrong
page-broken = It was our mistake, and we have made a note of it. Please go back and try again; if it keeps happening, tell whoever runs this service.
page-not_found_title = There is nothing here
page-not_found = Perhaps the address is mistyped, or the page has moved.
page-too_large_title = That is too much at once
page-too_large = Please go back and send less.
page-foreign_form_title = This did not come from our page
page-foreign_form = For your safety we take only what is sent from our own pages. Please open the page here and try again.

safeguarding-head = Safeguarding log, last entry: { $head }. Please keep this message: it proves later that nothing before it was changed. { $help }

## Reports out of a TwinSpace

room_help-report = tell us privately that something is wrong: in answer to a message, or with words. In the browser “Something is wrong” always works.
roomreports-done =
    Thank you for telling us. It goes to the teachers of your school and to the support services, never to the person it is about.
    { $help }
roomreports-done_services =
    Thank you for telling us. It goes to the support services alone, to no teacher of this project.
    { $help }
roomreports-done_nobody =
    Thank you for telling us. We keep it, but nobody is there to read it yet. Please tell an adult whom you trust as well.
    { $help }
roomreports-empty =
    Please write in a sentence what is wrong, or answer the message that you mean.
    { $help }
roomreports-closed_room =
    Nothing can be reported in this room now. Please tell a teacher whom you trust.
    { $help }
roomreports-helplines = Help for children and young people, free of charge: { $helpline }. In danger: { $emergency }.
roomreports-emergency = In danger: { $emergency }. Please also tell an adult whom you trust.
roomreports-new =
    Something was reported in “{ $title }”. { $count ->
        [one] One report waits for you.
       *[other] { $count } reports wait for you.
    } The button gives you a link to it.
roomreports-new_note =
    Somebody wrote to you about a report in “{ $title }”. { $count ->
        [one] One report waits for you.
       *[other] { $count } reports wait for you.
    } The button gives you a link to it.
roomreports-open = A link to it
roomreports-card = A report in “{ $title }”
roomreports-link =
    The report. The link works once, within { $minutes } minutes:
    { $link }
roomreports-not_yours = That report is for somebody else, or it is gone.
roomreports-was_read = A support service has read a report out of “{ $title }” on { $day }: { $reason }. We write this down and tell you each time.
roomreports-reason_safety = a child may be in danger
roomreports-reason_asked = somebody of the project asked us to
roomreports-reason_complaint = we look into a complaint
roomreports-reason_law = a law or a court demands it
roomreports-taken_back = The message is being taken back for everybody. What was reported stays here.
roomreports-closed = The report is closed. It is kept for a year.
roomreports-closed_before = Somebody had closed it already.
roomreports-closed_yours = Your report out of “{ $title }” was looked after and is closed now. Thank you for telling us.
roomreports-note_empty = Please write something first.
roomreports-noted = The others who look after this report are told that you wrote.

page-report_title = A report
page-report_lead = Something was reported in “{ $project }”. Only those who look after it see this page.
page-report_show = Show the report
page-report_why = Why do you read it? Your answer is written down, and the founders of the project are told.
page-report_why_some = Why do you read it? Your answer is written down, and the founders of the project are told: those whom it may concern only when the report is closed.
page-report_why_after = Why do you read it? Your answer is written down. The founders of the project are told only when the report is closed: it may be about one of them.
page-report_why_needed = Please say why you read it.
page-report_once = The link works once. You are in until you press Leave, until 45 minutes pass without a click, or for a day at most.
page-report_used_title = This link has done its work
page-report_used = A link to a report works once, for those who look after it. Press “A link to it” under the message from the bot.
page-report_left = Nobody can read the report in this browser now. To come back, press “A link to it” under the message from the bot.
page-report_from = Reported by { $name }, { $since }
page-report_for_services = Who reported it says that it is about a teacher of their school, or has not said about whom. So no teacher of the project was told of it, nor its founders.
page-report_others = The others are: { $who }.
page-report_other_teacher = { $name } (teacher of the reporter’s school)
page-report_other_service = { $name } (support service)
page-report_nobody_else = Nobody else looks after it now: what you write stands here for whoever comes.
page-report_sure = Close the report?
page-report_sure_means = It leaves the queue of everybody who looks after it, and cannot be opened again. It is kept for a year.
page-report_back = Back to the report
page-report_words = What they say is wrong
page-report_context = What was written, as it read then
page-report_nothing = No message was reported, only words.
page-report_gone = { $name } had written the message; it was gone already when it was reported.
page-report_unread = A message was reported that could not be read then.
page-report_this = This is what was reported
page-report_file = File: { $name }
page-report_alt = In it: { $alt }
page-report_picture = The reported picture
page-report_closed = This report is closed.
page-report_take = Take the message back
page-report_take_means = Everybody in the room stops seeing it. The report keeps it.
page-report_close = Close the report
page-report_notes = Between those who look after it
page-report_note = Write to the others
page-report_note_hint = They get a link to this page; nothing of it stands in their chat.
page-report_send = Send
page-report_help = For children

supervision-nudge = { $count ->
    [one] Your pupil in “{ $title }” counts on you: you
   *[other] Your { $count } pupils in “{ $title }” count on you: you
    } were not there lately. { $left ->
    [one] In one more school day
   *[other] In { $left } more school days
    } they can only read. One look is enough.
supervision-broken = In “{ $title }” no teacher of { $school } looks after the class, so { $count ->
    [one] its pupil
   *[other] its { $count } pupils
    } can only read for now. It ends as soon as a teacher of that school opens the classroom. A founder can invite a colleague.
supervision-broken_service = In “{ $title }” no teacher of { $school } looks after the class, so { $count ->
    [one] its pupil
   *[other] its { $count } pupils
    } can only read for now. Founders and teachers have been told; if nothing changes, please call the school.
supervision-mended = In “{ $title }” a teacher of { $school } looks after the class again. Its pupils can write.

room_help-lock = lets pupils only read: all, or with “mine” those of your school; a number is minutes
room_help-unlock = lets them write again
locks-usage = { $lock } lets all pupils only read, { $mine } those of your school, { $timed } for 45 minutes. { $unlock } lets them write again.
locks-closed = { $name } has closed the classroom: pupils can read, not write. { $unlock } opens it. “Something is wrong” in the browser works all the same.
locks-closed_for = { $name } has closed the classroom for { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
    }: pupils can read, not write. { $unlock } opens it sooner. “Something is wrong” in the browser works all the same.
locks-closed_school = { $name } has closed the classroom for the pupils of { $school }: they can read, not write. { $unlock } opens it. “Something is wrong” in the browser works all the same.
locks-closed_school_for = { $name } has closed the classroom for the pupils of { $school }, for { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
    }: they can read, not write. { $unlock } opens it sooner. “Something is wrong” in the browser works all the same.
locks-opened = The classroom is open again: pupils can write.
locks-opened_school = The pupils of { $school } can write again.
locks-nothing = Nothing is closed. { $lock } closes the classroom.
locks-not_yours = { $name } closed the classroom for all. { $name } or a founder can open it with { $unlock }.
locks-everybody = All pupils
locks-is_locked = { $who }: only read, as a teacher wished ({ $unlock } ends it)
locks-is_quiet = { $who }: only read, in their school’s quiet hours
locks-is_alone = { $who }: only read, until a teacher of theirs opens the classroom

quietclass-is = Pupils of { $school }: { $state } Choose hours, or type them: /quietclass 17:30-7:00. They are by the clocks of your country.
quietclass-not_understood = Those hours were not clear; nothing was changed. Type them like this: /quietclass 17:30-7:00. Now, pupils of { $school }: { $state }
quietclass-hours = From { $hours } they read and do not write, every day.
quietclass-never = They can write at any time.
quietclass-off = No quiet hours
quietclass-no_school = Quiet hours are a school’s. Please say in your profile where you teach.

project-quiet = Quiet hours of my pupils
project-quiet_from = Quiet hours of my pupils: { $hours }
project-pupils_first = In “{ $title }” the pupils of your school would be alone. Please take them out, or let a colleague open the classroom; then you can leave.

## What classes have to do, and the files of the classroom

room_help-activity = begins an activity by its title; “end” ends it; alone it lists them
room_help-task = sets a task for the classes; “end” and its number takes it off the list
room_help-tasks = what is to be done, and how far each school is
room_help-done = you have done the task with this number; from a teacher: the school has
room_help-undone = the task with this number is not done after all
room_help-meet = begins a video meeting; “release” opens it to the pupils of your school, “end” ends it
room_help-alt = says what is to be seen in a picture: in answer to it, with your words
room_help-licence = says who made a file and who may use it: in answer to it

help-activities = Activities of a project
help-tasks = Tasks of the classes
help-materials = Materials of a project

licence-ours = we made it, and it stays ours
licence-free = we made it, and everybody may use it who names us (CC BY 4.0)
licence-others = somebody else made it
licence-line = { $word }: { $what }

activity-begun = We begin: “{ $title }”. What you post from now on belongs to it.
activity-ended = “{ $title }” is done. Thank you!
activity-nothing = No activity is under way. { $activity } with a title begins one.
activity-too_long = That title is too long: at most { $most } characters, please.
activity-line = { $number }. { $title }
activity-line_now = { $number }. { $title } (now)
activity-all =
    Activities:
    { $activities }
    { $activity } with a title begins a new one, with a number goes on with an old one. { $end } ends it.
activity-card =
    Activities of “{ $title }”:
    { $activities }
activity-card_none = “{ $title }” has no activity yet. Begin one: what is posted in the classroom from then on belongs to it.
activity-begin = Begin an activity
activity-end = End it
activity-ask_title = What is the activity called? The classroom will be told.

tasks-usage = { $task } with your words sets a task. { $end } takes the first off the list.
tasks-set = To do, no. { $number }: { $text }
    Who has done it types { $done } or presses “I have done it” on the page.
tasks-ended = No. { $number } is off the list. { $tasks } shows what is left.
tasks-too_long = That is too long for a task: at most { $most } characters, please.
tasks-gone = This is not to be done any more.
tasks-noted = Noted.
tasks-done = No. { $number } is done. { $left ->
        [0] Nothing is left to do.
        [one] One is left: { $tasks }
       *[other] { $left } are left: { $tasks }
    }
tasks-done_school = No. { $number } is done at { $school }. All: { $tasks }
tasks-undone = No. { $number } is open again. All: { $tasks }
tasks-none = Nothing is to do at the moment. Teachers set a task with { $task }.
tasks-all =
    To do:
    { $tasks }
    Who has done the first types { $done }.
tasks-line = { $number }. { $text } – { $progress }
tasks-school_is_done = { $school }: done
tasks-so_many = { $school }: { $pupils ->
        [0] no pupils yet
       *[other] { $done } of { $pupils }
    }
tasks-card =
    To do in “{ $title }”, with how many pupils have done it:
    { $tasks }
tasks-card_none = Nothing is to do in “{ $title }”. Set a task: the classroom is told.
tasks-new = Set a task
tasks-done_button = No. { $number }: done at our school
tasks-not_done_button = No. { $number }: not done yet
tasks-ask_text = What are the classes to do? The classroom will be told.

classmeet-link =
    Video meeting, begun by { $name }: { $link }
    Pupils join in front of their class’s screen. { $release } lets those of your school open it themselves.
classmeet-begun = A video meeting has begun: teachers find the link in the staff room. Pupils join in front of their class’s screen.
classmeet-released = The pupils of { $school } may join the video meeting themselves: the link is on their page.
classmeet-ended = The video meeting is over; its link is not shown any more.
classmeet-no_school = You take part without a school, so there are no pupils to release it to.
classmeet-usage = { $meet } begins a video meeting for three hours. Then { $release } opens it to the pupils of your school, and { $end } ends it.

materials-ask_alt = A picture, thank you! Some of us cannot see it. What is to be seen in it? Answer it with { $alt } and your words. { $licence } says who made it.
materials-alt_usage = { $alt } and your words, in answer to a picture, say what is to be seen in it.
materials-alt_long = That is too long: at most { $most } characters, please. What would you say on the phone?
materials-not_yours = I do not find which file you mean. Answer one of your own with { $alt } and your words.
materials-described = Thank you! Now everybody knows what is to be seen.
materials-described_licence =
    Thank you! And who made it? { $licence } with one of these:
    { $choices }
materials-licence_usage =
    Who made it? { $licence }, in answer to the file, with one of these:
    { $choices }
materials-ask_source = Where is it from? { $licence } and then the name or the address.
materials-licensed = Noted: { $licence }.
materials-closed = This cannot be changed at the moment.
materials-source_missing = Please say where it is from: whose it is, or the address.
materials-alt_missing = Please say what is to be seen in it, for those who cannot see it.
materials-saved = Saved.
materials-card =
    Materials of “{ $title }”:
    { $counts }
    Lately from teachers:
    { $own }
    All of it, for { $minutes } minutes: { $link }
materials-empty =
    Nothing was posted in the classroom of “{ $title }” yet. Files that are sent there are collected here: { $link }
materials-of_activity = { $title }: { $counts }
materials-of_none = without an activity: { $counts }
materials-pictures = { $count ->
        [one] one picture
       *[other] { $count } pictures
    }
materials-files = { $count ->
        [one] one file
       *[other] { $count } files
    }
materials-own = • { $title }
materials-no_own = • nothing
materials-names_a_pupil = (on the page: it names a pupil)
materials-search = Search
materials-search_again = Search again
materials-ask_words = What are you looking for? A word out of a caption, a description or an activity.
materials-not_by_pupil =
    Pupils are named on the page only, not in this chat. There you can look for what they made.
    For { $minutes } minutes: { $link }
materials-found_none = Nothing fits “{ $words }”. A part of a word is enough.
materials-found =
    “{ $words }” fits { $count ->
        [one] one material
       *[other] { $count } materials
    }. From teachers:
    { $own }
    All of it, for { $minutes } minutes: { $link }

## Pupils erased

erasepupil-begun = Everything of { $name } is being erased. That often takes minutes, and is done on { $until } at the latest; then nobody can bring it back.
erasepupil-delayed = { $name } is out. A report is still open: everything is erased when it is closed, on { $until } at the latest.
erasepupil-not_yours = That pupil is of another school, or erased already.

page-erase = Erase everything
page-erase_of = Erase everything of { $name }
page-erase_means = Everything that { $name } wrote, posted and was noted with us is erased in the rooms, for everybody: at once, or, if something about it still has to be looked at, on { $until } at the latest. Nobody can bring it back.
page-erase_gone = They were taken out; what they wrote is still there.
page-erasing = { $count ->
    [one] One pupil is being erased. Until that is done, something of theirs may still be seen.
   *[other] { $count } pupils are being erased. Until that is done, something of theirs may still be seen.
    }

page-todo = { $left ->
        [0] What to do
        [one] What to do: one task
       *[other] What to do: { $left } tasks
    }
page-todo_done = What to do: all done ✓
page-todo_hint = { $task } and your words in the box below set a task for all classes, { $activity } and a title begins an activity.
page-task_done = I have done it
page-task_done_school = Our school has done it
page-task_is_done = ✓ done
page-task_undone = Not done yet
page-task_end = Off the list
page-meeting_join = Join the video meeting
page-meeting_begin = Begin a video meeting
page-meeting_release = Let my pupils join by themselves
page-meeting_released = The pupils of your school see the link here. The others join in front of their class’s screen.
page-meeting_end = End it
page-materials = Materials
page-materials_words = What are you looking for?
page-materials_words_hint = A word of the caption, the description, the activity or the author’s name. Its beginning is enough.
page-materials_kind = Kind
page-materials_activity = Activity
page-materials_all = All
page-materials_pictures = Pictures
page-materials_files = Other files
page-materials_none = Without an activity
page-materials_find = Show
page-materials_count = { $count ->
        [one] One material.
       *[other] { $count } materials.
    }
page-materials_again = Show all
page-materials_nothing = Nothing fits. Try the beginning of a word.
page-materials_empty = Nothing is here yet. Every picture and file that is sent in the classroom is collected here by itself.
page-materials_empty_pupil = Nothing is here yet. Send a picture or a file in the classroom, and you will find it here.
page-materials_wants_alt = Please say what is to be seen
page-materials_pages = More materials
page-materials_newer = Back
page-materials_older = More
page-materials_back = All materials
page-material_author = From
page-material_caption = What is written with it
page-material_caption_hint = The first line is its title here. The message in the classroom stays as it is.
page-material_source = If somebody else made it: who, or where is it from?
page-material_save = Save
page-open_materials = It opens the materials of “{ $project }” in this browser.

## Exporting a project

help-export = Save a whole project as a file
room_help-export = saves the whole TwinSpace as a file; the link comes to your chat with the bot
export-button = Get the export
export-anew = Make a new one
export-how_far = How far is it?
export-begun =
    I am putting everything of “{ $title }” into one file: messages, pictures, materials. I tell you when it is ready.
export-under_way =
    The export of “{ $title }” is under way: about { $percent } %, { $count ->
        [one] one message
       *[other] { $count } messages
    } so far. I tell you when it is ready.
export-there =
    The export of “{ $title }” is ready: { $link }
    The link works once, within { $minutes } minutes. Pupils’ words are in the file: keep it safe.
export-ready = The export of “{ $title }” is ready. The file is deleted after { $hours } hours. Pupils’ words are in it: keep it safe.
export-no_room =
    The export of “{ $title }” does not fit on our disk now. Nothing is lost. Please try again tomorrow, or tell whoever runs this service.
export-failed =
    The export of “{ $title }” did not work. Nothing is lost. Please try again; if it fails again, tell whoever runs this service.
export-in_room =
    I am saving “{ $title }” as a file. Who asked for it gets the link in their chat with me; { $command } there says how far it is.
page-open_export = It opens the export of “{ $project }” in this browser.
page-export = Export
page-export_title = The whole project as a file
page-export_lead = All messages of the classroom and the staff room, pictures, files, activities and tasks, as pages that open in any browser without a connection, and as data. Pupils stand in it with their pseudonyms.
page-export_care = It holds pupils’ words. Keep it where only teachers come, and delete it when parents ask you to.
page-export_make = Make the file
page-export_anew = Make it anew
page-export_waiting = It is begun in a moment. You can leave this page: the bot tells you when it is ready.
page-export_making =
    About { $percent }% is done: { $count ->
        [one] one message
       *[other] { $count } messages
    }. You can leave this page: the bot tells you when it is ready.
page-export_over = The file was made { $at }, and deleted after { $hours } hours. You can make it anew.
page-follow = Follow it here
page-follow_end = Stop following
page-follow_means = Then this page shows itself again every five seconds, for five minutes or until it is done.
page-follow_on = This page shows itself again every five seconds, until it is done.
page-export_ready = It is ready, as of { $at }. It is deleted after { $hours } hours.
page-export_download = Download ({ $size })
page-export_no_room = It does not fit on our disk now. Please try again tomorrow, or tell whoever runs this service.
page-export_failed = It did not work. Please try again; if it fails again, tell whoever runs this service.
page-export_gone_title = This file is not there any more
page-export_gone = It was deleted, or another has taken its place. You can make a new one on the page of the export.

## What stands in an export

archive-made = Saved on { $at }. For teachers of the project only: it holds pupils’ words.
archive-facts = About the project
archive-description = Description
archive-aims = Aims
archive-process = How we work
archive-results = Expected results
archive-tools = Tools
archive-languages = Languages
archive-subjects = Subjects
archive-ages = Ages
archive-ages_from = { $least } to { $most }
archive-since = Founded
archive-schools = Schools
archive-teachers = Teachers
archive-rooms = What was said
archive-classroom = Classroom
archive-staff_room = Staff room
archive-page_line = { $title }: { $count ->
    [one] one message
   *[other] { $count } messages
}
archive-nothing_said = Nothing was said here.
archive-work = Activities and tasks
archive-no_work = There were no activities and no tasks.
archive-done_by = { $count ->
    [0] nobody has marked it as done
    [one] one mark “done”
   *[other] { $count } marks “done”
}
archive-under_way = under way
archive-without_activity = Without an activity
archive-materials = Materials
archive-no_materials = There are no materials.
archive-page = page { $number }
archive-start = Start of the export
archive-newer = Later
archive-older = Earlier
archive-pages = Pages
archive-answers = In answer to { $name }
archive-no_file = The file “{ $name }” could not be saved.
archive-no_alt = Picture “{ $name }”, not described
archive-data = For programs, all of it stands in { $file }, as { $schema } describes it.

## Publishing

publish-not_yours = This cannot be published or withdrawn by you now. Open the page of the material again.
publish-other_school = A teacher of another school has to agree: what becomes public has been looked at in two schools.
publish-changed = It was changed meanwhile. Look at it again, then decide anew.
publish-ask_child = Say whether a child is to be recognised in it, and if so, whose name here it is.
publish-ask_maker = Say whether a pupil made it, and if so, whose name here it is.
publish-only_pictures = Only pictures can be published: other files carry names in them that nobody sees. Post a picture of it instead.
publish-needs_alt = Say first what is to be seen in it, for those who cannot see.
publish-needs_licence = Say first who made it and that others may use it: with “it stays in this project” it cannot be public.
publish-names = These pupils’ names stand in its words, its source or the name of its file, and their parents do not allow that it is public: { $names } Change the words first.
publish-no_work = Made by pupils whose parents do not allow that their work is public: { $names }.
publish-no_work_elsewhere = A pupil of another school made it whose parents do not allow that their work is public.
publish-no_picture = In it are to be recognised, though their parents do not allow that their picture is public: { $names }.
publish-no_picture_elsewhere = A child of another school is to be recognised in it whose parents do not allow that their picture is public.
publish-allowed = What the parents of { $name } allow
publish-sure = Is this somebody’s real name? { $names } If it is, change the words first. If it is not, tick the box and press again.
publish-waits = { $count ->
    [one] One thing of “{ $title }” waits
   *[other] { $count } things of “{ $title }” wait
} for a teacher of your school to agree before it becomes public.
page-publish_title = On the public page
page-publish_lead = What is public can be seen by everybody. A teacher of another school has to agree first, and it can be withdrawn at any time.
page-publish_child = Is a child to be recognised in it?
page-publish_nobody = No child
page-publish_somebody = Yes: these
page-publish_whose = Whose work is it?
page-publish_no_pupil = No pupil’s
page-publish_makers = Made by: { $names }
page-publish_sure = I have looked: no real name of a child is in its words or the name of its file.
page-publish_ask = Ask for it to be public
page-publish_waits = It waits for a teacher of another school to agree.
page-publish_agree_lead = A teacher of another school asks to publish it. This becomes public: the picture, what is to be seen, the words, the licence.
page-publish_children = To be recognised: { $names }
page-publish_agree = Agree: make it public
page-publish_public = It is public.
page-publish_hidden = It was public or asked for, and has changed since: nobody sees it there now. It can be asked anew.
page-publish_withdraw = Withdraw it
page-publish_see = See the public page
page-publish_file_gone = The picture cannot be read now. Please try again later.
page-publish_waiting = Waiting for a second school
page-project_work = What we made
page-project_nothing = Nothing is published yet.
page-project_schools = Schools
page-project_free = Everybody may use it who names the project (licence CC BY 4.0).
page-project_others = Made by somebody else: { $source }

## Statistics

# Beside a bar that is not drawn, since it is of very few people.
charts-hidden = not shown
charts-nothing = There is nothing to show yet.
statspart-registrations = Registrations
statspart-teachers = Teachers
statspart-partners = Partners
statspart-projects = Projects
statspart-seminars = Seminars
statspart-messages = Messages
measure-registered = Registered
measure-validated = Validated
measure-days = Days that half of them waited at most
measure-active = Active teachers
measure-ideas = Posted an idea
measure-asking = Asked for a contact
measure-matched = Found a partner
measure-draft = Being written
measure-partner = Waiting for the other school
measure-nss = Waiting for a support service
measure-running = Running projects
measure-closed = Closed
measure-archived = Archived in the month
measure-held = Seminars held
measure-came = Came to a seminar
measure-sent = Messages that arrived
measure-undelivered = Messages that could not be delivered
measure-unknown = Perhaps arrived
measure-unsent = Still waiting
stats-everywhere = all countries
stats-month =
    <b>Numbers, { $where }, { $month }</b>
    { $lines }
    { stats-few }
stats-part =
    <b>{ $title }</b>
    { $lines }
    { stats-few }
stats-part_countries =
    <b>{ $title }</b>
    { $lines }
    { stats-few }
    These are the countries with most. All stand in the table.
stats-not_counted =
    <b>{ $title }</b>
    This was not counted for that month. Look at a later one.
stats-title = { $what }, { $where }, { $month }
stats-title_months = { $what }, { $where }
stats-title_countries = { $what }, { $month }
stats-line = { $what }: { $count }
stats-line_more = { $what }: { $count } (+{ $change })
stats-line_fewer = { $what }: { $count } (−{ $change })
stats-line_same = { $what }: { $count } (as before)
stats-changes = In brackets: the change since { $month }.
stats-line_hidden = { $what }: not shown
stats-line_days = { $days ->
    [0] Half of them were validated on the same day
    [one] Half of them were validated within a day
   *[other] Half of them were validated within { $days } days
    }
stats-few = People, projects and messages are rounded down to fives. Fewer than 5 are not shown, and are in no total.
stats-none = No month is over yet. The first numbers come on { $day }.
stats-not_yours = You do not coordinate this: { $where }.
stats-own = My numbers
stats-which = Which country? Choose one, or write for example { $example }.
stats-unknown = I know no such country. Write its name, for example { $example }.
stats-table_is = The table for { $where }: every month and number that is shown. It opens in a spreadsheet program.
stats-table = Table as CSV
stats-others = Another country
stats-back = Back to the month
stats-earlier = ◀ { $month }
stats-later = { $month } ▶
stats-way_now = This month
stats-way_months = Over months
stats-way_countries = By country
stats-column_month = Month
stats-column_country = Country

## Announcements (NSS-2)

help-announce = Announce something
queue-count_announcements = { $count ->
    [one] one announcement
   *[other] { $count } announcements
}
part-ambassador = Ambassador
part-coordinator = Coordinator
part-moderator = Moderator of a group
announce-from_central = eTwinning Central Support
announce-from_country = eTwinning National Support Service: { $country }
announce-everywhere = All countries
announce-countries = { $count } countries
announce-said =
    <b>{ $sender }</b>

    { $text }
announce-said_english =
    <b>{ $sender }</b>
    <i>There is only an English text.</i>

    { $text }
announce-sign_up = Sign up
announce-read_more = Read more
announce-how_told = How I get news
announce-not_yours =
    That announcement is not yours, or not there any more.
    Here are yours.
announce-list =
    Your announcements:
    { $lines }
announce-list_all =
    Announcements, yours and what others have open:
    { $lines }
announce-line = { $number } · { $begins } ({ $who }), { $state }
announce-line_of = { $number } · { $author }: { $begins } ({ $who }), { $state }
announce-by_author = By { $author }
announce-new = A new one
announce-open = Open { $number }
announce-mine = My announcements
announce-show = Show it

announce-ask_countries =
    To which countries? Choose one or more.
    Chosen so far: { $people ->
        [one] one person
       *[other] { $people } people
    }.
announce-ask_narrower =
    { $who }: { $people ->
        [0] nobody is registered there yet
        [one] one person
       *[other] { $people } people
    }.
    Narrow it down? Choose one or more.
    { $chosen ->
        [0] “Skip” writes to all.
       *[other] Then “That is all”: each is asked for next.
    }
announce-ask_roles = Who? Choose one or more. So far: { $people ->
    [one] one person
   *[other] { $people } people
}.
announce-ask_subjects = Which subjects? Choose, or type some. So far: { $people ->
    [one] one person
   *[other] { $people } people
}.
announce-ask_languages = Who speaks which language? Choose, or type some. So far: { $people ->
    [one] one person
   *[other] { $people } people
}.
announce-ask_groups = Members of which groups? Choose, or type a part of the name. So far: { $people ->
    [one] one person
   *[other] { $people } people
}.
announce-ask_projects = Teachers of which projects? Type a part of the title. So far: { $people ->
    [one] one person
   *[other] { $people } people
}.
announce-ask_days = Active within the last how many days? So far: { $people ->
    [one] one person
   *[other] { $people } people
}.
announce-by_roles = Role
announce-by_subjects = Subject
announce-by_languages = Language
announce-by_groups = Group
announce-by_projects = Project
announce-by_days = Active lately
announce-days = { $days } days
announce-not_your_country = You write to your own countries only. Please choose among those.
announce-ask_text =
    { $first ->
        [1] First in English: all who have no text in their language get it. Other languages come next.
       *[other] Write it in { $language }.
    }
    Bold, italics and links stay as you set them.
    It should fit into one message; under a picture, about 900 characters.
announce-ask_other =
    In another language too?
    Each reader gets theirs; who has none gets English.
announce-ask_file =
    A picture or a file with it? Send it now.
    Or “Skip”.
announce-no_file = Those were words. Please send a picture or a file, or press “Skip”.
announce-ask_link =
    A button “Read more”? Send its address, such as https://example.org.
    Or “Skip”.
announce-ask_seminar =
    A button “Sign up” for a seminar? Choose it, or type a part of its title.
    Or “Skip”.
announce-change_file =
    With it comes { $name }.
    Send another picture or file, or choose:
announce-change_link =
    The button “Read more” leads to { $link }
    Send another address, or choose:
announce-change_seminar =
    The button “Sign up” is for “{ $title }”.
    Choose another, type a part of its title, or:
announce-keep_as_is = Keep it as it is
announce-take_away = Take it away
announce-ask_when =
    When shall it leave? “At once”, or a day and hour (time of { $zone }), such as { $example }
    Nobody gets it in their quiet hours.
announce-at_once = At once
announce-time_passed = It cannot leave on { $start }: that time has passed. Nothing was sent.
announce-too_far = That is too far ahead. Please choose a day within half a year.

announce-card =
    <b>Announcement { $number }</b> · { $state }
    “{ $begins }” ({ $languages })
    To { $people ->
        [one] one person
       *[other] { $people } people
    }: { $who }
    { $more }
announce-outcome =
    { $outcome }
    { $card }
announce-group = group “{ $title }”
announce-project = project “{ $title }”
announce-active = active in the last { $days } days
announce-with_file = With { $name }
announce-with_link = Button: { $link }
announce-with_seminar = Button: sign up for “{ $title }”
announce-leaves_at = Leaves on { $start }
announce-was_refused = Sent back: { $reason }
announce-state_draft = draft
announce-state_waiting = waits for a second coordinator
announce-state_scheduled = leaves at its time
announce-state_running = on its way
announce-state_paused = paused
announce-state_stopped = stopped
announce-state_withdrawn = being taken back
announce-state_back = taken back
announce-state_done = done
announce-preview = Preview to me
announce-send = Send
announce-schedule = Send at that time
announce-count = Count
announce-change = Change
announce-drop = Throw away
announce-keep = Keep it
announce-ready = That is all. Look at it with “Preview to me”, then send it.
announce-changed = Changed.
announce-ask_part = What do you want to change?
announce-ask_which = Which language?
announce-part_text = A text
announce-part_other = Add a language
announce-part_without = Leave out a language
announce-part_file = Picture or file
announce-part_buttons = Buttons
announce-part_when = When
announce-part_audience = To whom

announce-grew = It would reach { $people } people by now; more than { $most } need a second coordinator
announce-not_begun =
    Announcement { $number } did not leave and is a draft again: { $problem }
    Look at it, then send it again.
announce-previewed =
    { $count ->
        [one] This is what readers get:
       *[other] This is what readers get, { $count } versions in this order:
    } { $versions }.
announce-marked_for = English, for readers of { $language }
announce-preview_here = That was the preview. Nobody else got it.
announce-preview_both = That was the preview, here and in your other chat. Nobody else got it.
announce-broken =
    Not everybody could receive it like this:
    { $problems }
    Nothing was sent and nothing is lost.
announce-no_english = There is no English text yet. It needs one: it is for all who have no text of their own.
announce-broken_empty = { $language }: there is nothing visible in the text. Please write it again.
announce-broken_marks = { $language }: there is more formatting than messages can show. Please use less.
announce-broken_long = { $language }: { $over ->
    [one] one character
   *[other] { $over } characters
} too long for one message ({ $most }).
announce-broken_caption = { $language }: { $over ->
    [one] one character
   *[other] { $over } characters
} too long to stand under a picture ({ $most }). Shorten it, or leave out the picture.
announce-broken_link = { $language }: the link behind “{ $link }” is no web address. Please set it again.
announce-broken_button = The button leads to “{ $link }”, which is no web address. Please change the buttons.
announce-counted =
    { $people ->
        [one] One person
       *[other] { $people } people
    } now: { $now } at once, { $later } after their quiet hours, { $daily } with their daily message.
    Not reached: { $off } turned news off, { $unreachable } have no chat that takes messages.
announce-counted_about =
    { $people } people now, of whom about { $now } at once, { $later } after their quiet hours, { $daily } with their daily message.
    Not reached: about { $off } turned news off, { $unreachable } have no chat that takes messages.
announce-nobody = Nobody would get it now. Please change to whom it goes.
announce-seminar_over = “{ $title }” will be over by then. Please change the button.
announce-planned = It leaves at its time. Until then you can change it.
announce-sure_drop = Throw announcement { $number } away? You cannot get it back.
announce-dropped = Announcement { $number } is thrown away. Nobody got it.
announce-dropped_yours = { $name } of central support threw your announcement { $number } away. Nobody got it.

announce-no_second =
    So many people need a second coordinator, and there is none yet.
    Central support can appoint one; your announcement stays as it is.
announce-asked_second =
    More than { $most } people: a second coordinator has to agree, and was asked.
    You will hear of it here.
announce-nudge = An announcement of { $author } (number { $number }) has been waiting for a second coordinator since { $since }.
announce-reminded = Your announcement { $number } has been waiting since { $since } for a second coordinator. We reminded them.
announce-second =
    { $author } wants to announce (number { $number }): “{ $begins }” ({ $languages })
    To { $people ->
        [one] one person
       *[other] { $people } people
    }: { $who }
    { $more }
announce-agree = Agree
announce-refuse = Refuse
announce-read = Read all of it
announce-decided = That announcement does not wait any more.
announce-agreed = You agreed to announcement { $number }. It is on its way.
announce-you_agreed_planned = You agreed to announcement { $number }. It leaves on { $start }.
announce-agreed_planned = { $name } agreed to announcement { $number }. It leaves on { $start }.
announce-refused =
    { $name } did not agree to announcement { $number }: { $reason }
    Change it and send it again.
announce-you_refused = You refused announcement { $number }; its author knows why.
announce-no_author =
    Announcement { $number } does not leave: its author no longer coordinates those countries.

announce-author_lost =
    Announcement { $number } is paused: its author no longer coordinates those countries.
    It cannot go on. Stop it, or take it back.
announce-left_author = cannot go on: its author no longer coordinates those countries
announce-progress =
    <b>Announcement { $number }</b> · { $state }
    { $bar } { $percent } %
    Sent { $sent } · waiting { $waiting } · later { $later }
    Not reached { $unreachable } · perhaps arrived { $unknown }{ $refused ->
        [0] {""}
       *[other] {" · refused "}{ $refused }
    }
    { $left }
# Where a bar is drawn beside it.
announce-progress_page =
    <b>Announcement { $number }</b> · { $state }
    Sent { $sent } · waiting { $waiting } · later { $later }
    Not reached { $unreachable } · perhaps arrived { $unknown }{ $refused ->
        [0] {""}
       *[other] {" · refused "}{ $refused }
    }
    { $left }
announce-left_minutes = { $pace } a minute · about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
} left
announce-left_hours = { $pace } a minute · about { $hours } hours left
announce-left_unknown = beginning
announce-left_later = the rest after quiet hours
announce-left_dropped = nothing left to send; not sent: { $dropped }
announce-left_nothing = nothing left to send
announce-left_paused = goes on when you say so; stopped after 30 days
announce-halted_because = halted: messages were refused
announce-pause = Pause
announce-resume = Go on
announce-stop = Stop
announce-stop_yes = Stop for good
announce-withdraw = Take back
announce-withdraw_yes = Yes, take it back
announce-sure_stop =
    Announcement { $number } is paused; nothing more leaves.
    Stop it for good? Whoever has it keeps it.
announce-sure_withdraw =
    Take announcement { $number } back from everybody?
    What is older than two days on Telegram stays there, and says that it was taken back.
announce-too_old = Announcement { $number } is too old to be taken back.
announce-halted =
    Announcement { $number } is halted: { $refused } of the first { $tried } messages were refused.
    The rest is safe and waits. Look at the text before you go on.
announce-report =
    <b>Announcement { $number } is done.</b>
    Of { $people } people { $sent } got it, { $unreachable } could not be reached or want no news.
    Perhaps arrived: { $unknown }; not sent: { $dropped }{ $refused ->
        [0] {""}
       *[other] {"; refused for what it says: "}{ $refused }
    }.
announce-report_stopped =
    <b>Announcement { $number } was stopped.</b>
    Of { $people } people { $sent } had got it, { $dropped } do not get it.
    Not reached: { $unreachable }; perhaps arrived: { $unknown }{ $refused ->
        [0] {""}
       *[other] {"; refused for what it says: "}{ $refused }
    }.
announce-taking_back =
    <b>Announcement { $number }</b> · being taken back
    Dealt with { $done } · still to do { $left }
announce-taken_back =
    <b>Announcement { $number } is taken back.</b>
    Gone: { $gone }. Never sent: { $dropped }.
    Older than two days, so they stay and say so: { $stays }. Closed lines of daily messages: { $told }.
    Perhaps still there, since the chat is closed or gave no answer: { $unreachable }.
announce-chart = Announcement { $number }
announce-bar_sent = got it
announce-bar_unreachable = not reached
announce-bar_refused = refused
announce-bar_unknown = perhaps arrived
announce-bar_dropped = not sent

## Pages of one's own, behind a one-time link

browsing-again = New link
mydata-page = See it in the browser
mydata-link =
    Your page is ready: see what we hold, correct it, take it along, or have it erased. The link works once, within { $minutes } minutes:
    { $link }
twinspace-every = All my TwinSpaces
twinspace-overview =
    { $count ->
        [one] Your TwinSpace
       *[other] Your { $count } TwinSpaces
    } on one page: this link works once, within { $minutes } minutes.
    { $link }
    Or choose one here:
queue-desk = Open the desk in the browser
desk-link =
    Your desk is ready: queue, announcements, statistics and log on one page. The link works once, within { $minutes } minutes:
    { $link }
desk-outcome = { $outcome }
proof-send_here = Your country asks for a proof that you teach at your new school. A photo or file is sent here, in the chat.
page-open_me = It opens your own data in this browser: see it, correct it, take it along, have it erased.
page-open_twinspaces = It opens all your TwinSpaces in this browser.
page-open_desk = It opens your desk as a coordinator in this browser. Others’ data is read there: use it where nobody looks over your shoulder.
page-open_once_day = The link works once. You are in until you press Leave, or for a day at most.
page-own_over_title = Please come in through the bot
page-own_over = Your visit here is over, or this browser has not been let in yet. Send { $command } to the bot, and it gives you a link that opens this page.
page-own_kept = Your visit here is over; what you typed and ticked is kept on this page. Send { $command } to the bot and open its link in this browser, in another tab; then come back and press here.
page-own_left_title = You have left
page-own_left = Nobody can read this page in this browser now. To come back, send { $command } to the bot.
page-in_chat = { $what }: send { $command } to the bot.
page-me_title = My data
page-me_lead = What we hold about you, by subject. Only you see this page.
page-me_profile = Your profile
page-me_name = Name
page-me_school = School
page-me_role = Role at school
page-me_subjects = Subjects
page-me_languages = Languages
page-me_ages = Age of your pupils
page-me_about = About your class
page-me_none = nothing yet
page-me_change = Change
page-me_changed = It is changed.
page-me_save = Save
page-me_back = Back
page-me_waiting = Your registration is with the coordinators of your country.
page-me_asked = A coordinator has asked you something. Please answer in the chat.
page-me_validated = You are a validated teacher.
page-me_refused = Your registration was refused. You may register again, or appeal, in the chat.
page-me_staff = You are registered as a coordinator.
page-me_suspended = You are suspended. The chat says until when, and how to appeal.
page-me_wish = You asked to be erased. It is done by { $until } at the latest.
page-me_held_title = Held for now
page-me_file_title = Take it along
page-me_file_means = The same in full as a file (JSON), which other programs can read.
page-me_file = Download the file
page-me_kept = What we hold
page-me_kept_means = The newest of each stand here; the file above has all of it in full. What others wrote to you is theirs, so we say only who and when.
page-me_in_file = It is in the file.
page-me_change_by = To change it, send { $command } to the bot.
page-me_wrong = Is something wrong and nothing here says how to change it? Write to { $operator }, who runs this service.
page-me_more =
    { $count ->
        [one] One more is in the file.
       *[other] { $count } more are in the file.
    }
page-me_visits = Left open elsewhere?
page-me_visits_means = Whoever finds a page of yours open on another computer can read it, for a day at most. One press ends all of them, this one too.
page-me_leave_everywhere = Leave everywhere
page-me_left_everywhere = All pages that you had opened are closed, in every browser. To come back, send { $command } to the bot.
page-me_forget_title = Be erased
page-me_forget_means = Everything here goes, and you leave your projects and groups. What you wrote to groups stays without your name. We ask once more before it is done.
page-me_forget = Erase me…
page-me_erased_title = You are erased
page-me_erased = Your registration is gone, with what we held about you. What you wrote for groups and projects stays without your name. For good there stays a number: that you were erased, and in the log of rooms with pupils. Goodbye, and thank you for having been here.
page-me_country = Country
page-me_school_means = If you change your school, the coordinators of its country look at it before you can go on.
page-me_school_part = A part of the school’s name or town
page-me_school_find = Find
page-me_school_which = Which school is it?
page-me_school_none = None was found. Try another part of the name, or add the school.
page-me_school_stays = Yours is still chosen.
page-me_school_add = Its name, town and kind
page-me_school_name = Name of the school
page-me_school_town = Town
page-me_school_kind = Kind of school
heldsection-you = You and your registration
heldsection-told = How we tell you things
heldsection-partners = Partners and contacts
heldsection-projects = Projects and TwinSpaces
heldsection-groups = Groups
heldsection-seminars = Seminars and meetings
heldsection-care = Reports and what you did as a coordinator
held-addresses_person_id = Chats in which you write to us
held-accounts_person_id = Account made for you on our chat server
held-former_accounts_person_id = Accounts you once had on our chat server
held-ghosts_person_id = Accounts that say what you write on Telegram
held-sessions_person_id = Visits by links from the bot
held-codes_person_id = One-time codes and links made for you
held-moves_person_id = Moves of your registration to another chat
held-former_texts_person_id = What we called you, and what you said of yourself, before
held-class_facts_person_id = About your class
held-class_breaks_person_id = Weeks in which your class is away
held-proofs_person_id = Proof that you are a teacher
held-school_changes_person_id = Change of school under way
held-ambassadors_person_id = Your badge as an ambassador
held-coordinators_person_id = Services you coordinate
held-suspensions_person_id = Suspensions of you
held-warnings_person_id = Warnings you were given
held-card_talks_about_id = What coordinators asked you, and your answers
held-notice_ways_person_id = How you want to be told
held-quiet_hours_person_id = Hours in which we leave you alone
held-calendars_person_id = Your private calendar
held-room_followers_person_id = Staff rooms you follow
held-messages = Messages to you
held-forms = Forms you began
held-contacts_asker_id = Contact requests you sent
held-contacts_asked_id = Contact requests you received
held-ideas_author_id = Ideas you posted
held-partner_searches_person_id = Searches you saved
held-partner_matches_person_id = Partners that were found for you
held-partner_interests_person_id = Partners you are interested in
held-partner_hidden_person_id = Partners you do not want to see
held-blocks_person_id = Teachers you blocked
held-projects_founder_id = Projects you founded
held-projects_cofounder_id = Projects you found with somebody
held-project_members_person_id = Projects you take part in
held-activities_begun_by = Activities you began in projects
held-tasks_by_id = Tasks you set in classrooms
held-task_marks_person_id = Tasks that your school has done, by your word
held-materials_person_id = Files you posted in classrooms
held-class_meetings_by_id = Video meetings you began for classes
held-class_visits_person_id = Classrooms you opened
held-exports_asked_by = Exports of projects you asked for
held-publications_asked_by = Material you asked to publish
held-publications_agreed_by = Material you agreed to publish
held-pages_author_id = Pages you wrote in projects
held-page_publications_asked_by = Pages you asked to publish
held-page_publications_agreed_by = Pages you agreed to publish
held-bridges_turned_on_by = Staff rooms you tied to a Telegram group
held-mutes_by_id = Classrooms you locked
held-quiet_classes_set_by = Quiet hours you set for your school
held-pupils_added_by = Pupils you added
held-pupils_teacher_id = Pupils of your classes
held-pupils_permitted_by = Pupils whose parents’ permission you noted
held-label_evidence_person_id = Evidence you filed for a Quality Label
held-label_applications_person_id = Applications for a Quality Label you handed in
held-label_reviews_person_id = Applications for a Quality Label you sent
held-groups_proposer_id = Groups you proposed
held-group_members_person_id = Groups you are in
held-posts_author_id = What you wrote to groups
held-posts_removed_by = Posts you removed
held-seminars_host_id = Seminars you host
held-seminar_signups_person_id = Seminars you signed up for
held-seminar_attendance_person_id = Seminars you attended
held-former_certificates_person_id = Certificates of a registration made one with this
held-meetings_asker_id = Meetings you proposed
held-meeting_guests_person_id = Meetings you are invited to
held-meeting_choices_person_id = Times that suit you for a meeting
held-reports_reporter_id = Reports you made
held-room_reports_reporter_id = Reports you made in TwinSpaces
held-room_report_notes_person_id = What you wrote about reports
held-room_report_reads_person_id = Reports that you read
held-card_talks_by_id = What you asked and answered
held-assignments_person_id = Cards you look at
held-assignments_passed_by = Cards you passed on
held-ambassadors_appointed_by = Ambassadors you appointed
held-moves_by_id = Chats you moved as a coordinator
held-proofs_by_id = Teachers you confirmed
held-project_approvals_approved_by = Projects you approved
held-suspensions_by_id = People you suspended
held-warnings_by_id = People you warned
held-campaigns_author_id = Announcements you wrote
held-campaigns_second_id = Announcements you agreed to
held-erasure = Your wish to be erased
heldfact-teacher = a teacher in { $country }
heldfact-pupils =
    { $count ->
        [one] One pupil
       *[other] { $count } pupils
    }
heldfact-chat = { $app }: { $user }
heldmessage-sent = Sent
heldmessage-perhaps = Perhaps sent
heldmessage-not_sent = Not sent
heldmessage-waits = Waits to be sent
page-all_twinspaces = All my TwinSpaces
page-twinspaces_title = My TwinSpaces
page-twinspaces_none = You are in no project yet. Send { $command } to the bot to begin one.
page-twinspaces_untitled = Project without a title yet
page-twinspaces_state = { $state } since { $since }
page-twinspaces_meeting = A video meeting is going on
page-twinspaces_tasks =
    { $count ->
        [one] One task to do for your school
       *[other] { $count } tasks to do for your school
    }
page-twinspaces_agree =
    { $count ->
        [one] One thing waits for you to agree that it is public
       *[other] { $count } things wait for you to agree that they are public
    }
page-twinspaces_outside =
    { $count ->
        [one] One pupil cannot come in: the parents’ permission is not noted
       *[other] { $count } pupils cannot come in: the parents’ permission is not noted
    }
page-twinspaces_nothing = Nothing waits for you here.
page-twinspaces_export = The export is being made: { $percent }% so far
page-twinspaces_exported = The export is ready.
page-twinspaces_enter = Enter
page-twinspaces_plan = Its plan is in the chat: send { $command } to the bot.
page-pages = Pages
page-desk_title = Coordinator’s desk
page-desk_queue = Queue
page-desk_announcements = Announcements
page-desk_statistics = Statistics
page-desk_log = Safeguarding log
page-desk_card = A card of the queue
page-desk_gone_title = This card is not here any more
page-desk_gone = It was decided, or it is not yours to decide. The queue shows what waits now.
page-desk_done = What came of it
page-desk_waits_still = It waits still
page-desk_twice = This was sent a moment ago and is done.
page-desk_none_ticked = Please tick what you mean, then press what is to be done with it.
page-desk_kind = What
page-desk_all_kinds = Everything
page-desk_country = Which service
page-desk_all_countries = All of mine
page-desk_narrow = Show
page-desk_empty = Nothing waits here.
page-desk_count =
    { $count ->
        [one] One card waits, the oldest is on top.
       *[other] { $count } cards wait, the oldest is on top.
    }
page-desk_tick = Choose
page-desk_age =
    { $days ->
        [0] waiting since today
        [one] waiting for one day
       *[other] waiting for { $days } days
    }
page-desk_asked = was asked something
page-desk_details = All of it
page-desk_proof = See the proof
page-desk_ticked = With everything that is ticked
page-desk_words = Question or reason: each of them reads it
page-desk_answers = A question is answered in words; a photo or file is taken only where the country asks for one as a proof.
page-desk_question = Your question
page-desk_why = Your reason
page-desk_reason = Usual reasons
page-desk_own_words = In my own words, below
page-desk_pages = Pages of the queue
page-desk_first = From the beginning
page-desk_next = The next ones
page-desk_again = Look again
page-desk_back = Back to the queue
page-desk_sure =
    { $count ->
        [one] Approve this one?
       *[other] Approve these { $count }?
    }
page-desk_sure_yes =
    { $count ->
        [one] Approve
       *[other] Approve all { $count }
    }
page-desk_no_news = There is no such announcement, or it is somebody else’s.
page-desk_news_write = To write one, send { $command } to the bot.
page-desk_news_none = There is no announcement yet.
page-desk_how_far = How far announcement { $number } is
page-desk_news_one = An announcement
page-desk_news_chart = Chart of what became of it; the numbers stand above.
page-desk_news_texts = What it says
page-desk_month = Month
page-desk_part = About
page-desk_way = How
page-desk_stats_none = No month was counted yet. The first numbers come when this month is over.
page-desk_stats_nothing = Nothing was counted here.
page-desk_stats_picture = Chart: { $title }. The table below says the same.
page-desk_stats_table = The same in numbers
page-desk_stats_what = What
page-desk_stats_country = Country
page-desk_stats_count = How many
page-desk_stats_before = A month before
page-desk_stats_csv = Download the table (CSV)
page-desk_log_means = Who came, left, was muted, reported or published in a project, as numbers without texts. That you read it, and why, is written into it.
page-desk_log_which = Number or a part of the title of the project
page-desk_log_find = Find
page-desk_log_none = No such project, or not one of your country.
page-desk_log_project = Which project?
page-desk_log_number = number { $number }
page-desk_log_read = Read the log
page-desk_log_not_yours = There is no such project, or its log is not yours to read.
page-desk_log_noted = That you read this is written down.
page-desk_log_empty = Nothing was written down.
page-desk_log_when = When
page-desk_log_what = What
page-desk_log_who = Who
page-desk_log_whom = Whom or what
page-desk_log_why = Why
page-desk_log_older = Older entries
page-desk_log_other = Another project
logkind-joined = joined
logkind-left = left
logkind-put_out = was put out
logkind-rights = rights changed
logkind-muted = muted
logkind-unmuted = unmuted
logkind-locked = locked
logkind-unlocked = unlocked
logkind-redacted = message taken back
logkind-reported = reported
logkind-appointed = appointed
logkind-dismissed = dismissed
logkind-warned = warned
logkind-suspended = suspended
logkind-suspension_ended = suspension ended
logkind-suspension_upheld = suspension upheld
logkind-appealed = appealed
logkind-report_read = report read
logkind-log_read = this log read
logkind-report_closed = report closed
logkind-pupil_added = pupil added
logkind-pupil_out = pupil out
logkind-pupil_erased = pupil erased
logkind-restored = put back from a backup
logkind-permission = parents’ permission
logkind-slip = slip
logkind-published = published
logkind-withdrawn = withdrawn
logkind-bridge = bridge to Telegram
logkind-meeting = video meeting
logsubject-pupil = pupil { $number }
logsubject-report = report { $number }
logsubject-school = school { $number }
logsubject-project = project { $number }
logsubject-material = material { $number }
logsubject-page = page { $number }
logsubject-message = message { $number }
logsubject-service = the service
logsubject-all_pupils = all pupils
logsubject-classroom = classroom
logsubject-staff_room = staff room
logsubject-space = TwinSpace
logreason-part_given = take part: allowed
logreason-part_withdrawn = take part: no longer allowed
logreason-publish_given = publish work: allowed
logreason-publish_withdrawn = publish work: no longer allowed
logreason-picture_given = picture: allowed
logreason-picture_withdrawn = picture: no longer allowed
logreason-app_given = app: allowed
logreason-app_withdrawn = app: no longer allowed
logreason-permission_ended = parents no longer allow it
logreason-two_schools = two schools agreed
logreason-asked_anew = asked for anew
logreason-by_teacher = by a teacher
logreason-changed = changed since two schools agreed
logreason-deleted = deleted
logreason-taken_back = taken back in the room
logreason-new_slip = new
logreason-unlocked = unlocked
logreason-school_left = the school left
logreason-project_closed = the project was closed
logreason-unsupervised = no supervising teacher
logreason-own_teacher = teacher of the school
logreason-time = its time was over
logreason-released = released to the pupils
logreason-teacher_left = a teacher left
logreason-on = turned on
logreason-off = turned off
logreason-on_again = turned on again
logreason-guest = somebody unknown came into the group
logreason-put_out = the bot was put out of the group
logreason-part_ended = left the project
page-desk_to_decision = Decide what is ticked
page-desk_log_reason = Why do you read it? Your answer is written down.

## Pages of projects

page-open_pages = It opens the pages of “{ $project }” in this browser.
page-project_pages = What they wrote
page-pages_means = What the project has to tell, written together: for its teachers, for its classes, or for everybody.
page-pages_new = Write a new page
page-pages_none = There is no page yet.
page-pages_all = All pages
page-pages_for_staff = Teachers of the project see it
page-pages_for_members = Teachers and pupils of the project see it
page-pages_for_public = Meant for everybody; so far the project alone sees it
page-pages_waits = Waits for a teacher of another school; the project alone sees it
page-pages_hidden = Changed since two schools agreed; the project alone sees it
page-pages_public = Everybody sees it
page-pages_who = Who may see it
page-pages_inside = It stays inside the project. To make it public, change the page and choose “Everybody”.
page-pages_is_public = Two schools agreed: it is on the public page of the project.
page-pages_look_public = See it as everybody does
page-pages_is_waiting = Before everybody sees it, a teacher of another school agrees on exactly this text.
page-pages_is_hidden = It was changed, or something on it is not permitted any more: nobody outside sees it until two schools agree again.
page-pages_is_asked = It is not public yet: ask, and a teacher of another school is told.
page-pages_agree = I agree: everybody may see it
page-pages_whose = Whose work is on it?
page-pages_ours = Teachers wrote it
page-pages_pupils = Pupils wrote some of it, these:
page-pages_ask = Ask that it becomes public
page-pages_withdraw = Take it back from the public
page-pages_unask = Take the request back
page-pages_change = Change the page
page-pages_remove = Delete the page…
page-pages_remove_title = Delete the page?
page-pages_remove_means = “{ $title }” goes for everybody and does not come back.
page-pages_remove_yes = Delete it
page-pages_looked = How it will look
page-pages_title = Title
page-pages_text = Text
page-pages_how = An empty line begins a paragraph, ## a heading, - a list. **bold**, *slanted*, [words](https://…) a link. Below are your pictures with what to write for each.
page-pages_choose_members = Teachers and pupils of the project
page-pages_choose_staff = Teachers of the project alone
page-pages_choose_public = Everybody, once a teacher of another school agrees
page-pages_look = Look at it first
page-pages_pictures = Pictures of the project
pages-saved = Saved: { $slug }
pages-is_saved = It is saved.
pages-removed = It is deleted.
pages-empty = Please write something; the page is still empty.
pages-too_long = A page has at most { $most } signs. Please make two of it.
pages-too_many = A project has at most { $most } pages. Please delete one first.
pages-for_whom = Please choose who may see it.
pages-changed = Somebody changed this page meanwhile. Your text is still here: compare it with theirs, then save once more.
pages-not_for_public = This page stays inside the project. Change it and choose “Everybody” first.
pages-pictures_first = These pictures are not public yet: { $numbers }. Publish them on the page of materials first, or take them out.
pages-wait =
    { $count ->
        [one] A page of “{ $title }” waits
       *[other] { $count } pages of “{ $title }” wait
    } for a teacher of another school to agree that everybody may see it.
pages-look = Look at it
pages-link =
    The pages of “{ $title }”. The link works once, within { $minutes } minutes:
    { $link }
archive-written = Pages the teachers wrote

## The public site

site-places = Parts of this site
site-more = More
site-countries = Countries
site-kits = Project kits
site-seminars = Seminars
site-projects = Projects
site-search = Search
site-help = Help
site-about = About
site-privacy = Privacy
site-accessibility = Accessibility
site-certificate = Check a certificate
site-figures_title = eTwinning today
site-figure_teachers = teachers
site-figure_schools = schools
site-figure_countries = { $count ->
        [one] country
       *[other] countries
    }
site-figure_projects = { $count ->
        [one] active project
       *[other] active projects
    }
site-figure_seminars = { $count ->
        [one] seminar ahead
       *[other] seminars ahead
    }
site-chart_title = Active projects by country
site-chart_country = Country
site-chart_projects = Projects
site-scan_telegram = Or scan this with your phone.
site-scan_telegram_alt = QR code that opens the bot on Telegram
site-scan_matrix = Or go on with your phone: scan this, then press the button there.
site-scan_matrix_alt = QR code that opens this page on a phone
site-look_title = Look around
site-look_kits = Plans ready to use, step by step, for all ages.
site-look_seminars = Online, for teachers, with a certificate.
site-look_projects = What classes in Europe have done together.
site-look_countries = Who answers in your country, and how to register there.
site-countries_lead = { $count } countries take part. In yours, the National Support Service checks registrations and projects, and helps.
site-countries_about = The countries that take part in eTwinning, and how teachers register in each of them.
site-country_about = eTwinning in { $country }: who checks registrations, how proof of being a teacher works, projects and seminars.
site-country_service = National Support Service
site-country_coordinated = Its coordinators check registrations and projects, plan seminars, and answer in the bot: { $status } says where you stand, and lets you write to them while they decide.
site-country_central = It has no coordinators in the bot yet. Until it has, central support checks registrations and projects from here, and answers in the bot: { $status } says where you stand.
site-country_site = Its site
site-country_mail = Its address
site-country_through_bot = Teachers write to it in the bot: what they answer to { $register }, and after { $status }, is read by its coordinators, or by central support.
site-country_operator = Everybody else, such as parents, heads of schools and journalists, reaches { $operator }, who runs this service.
site-country_register = How teachers register
site-country_steps = Open the bot and send { $register }: name, school, what you teach. Two minutes, and no e-mail.
site-proof_certificate = Then the bot asks for a photo of a certificate of your school. Only coordinators see it, each time by a press that is written down, and it is deleted when they have decided.
site-proof_head = Then the bot gives you a one-time code for your head teacher, who confirms with it that you teach at the school.
site-proof_coordinator = Then a coordinator who knows the schools looks at it. There is nothing to send unless they ask.
site-country_found = Projects and seminars
site-country_see_projects = Projects with schools from here
site-country_help = Help for children and young people
site-country_call = Is something on the internet or at home not right? Talk to a teacher or another adult you trust. These numbers are free:
site-country_languages = Languages of schooling
site-to_countries = All countries
site-to_start = Open the bot
site-country_days = The answer usually comes within { $days } days.
site-country_projects =
    { $count ->
        [one] One active project
       *[other] { $count } active projects
    }
site-about_lead = eTwinning brings classes from different countries together. This is eTwinning in the chat apps that teachers already have open.
site-about_how_title = How it works
site-about_how_teachers = Teachers write to one bot, on Telegram or on Matrix: they register, find partners, join groups, sign up for seminars and are reminded of them.
site-about_how_project = Two teachers from two schools plan a project. When the support services of both countries have agreed, it gets a closed room of its own, its TwinSpace, where pupils and teachers meet.
site-about_how_public = What a project shows to the world is on this site: only what teachers of two schools have agreed to, with the names of those who take part cut out.
site-about_who_title = Who is behind it
site-about_who = In each country a National Support Service checks registrations and projects and helps; central support does so for all.
site-about_operator = This site is run by { $operator }.
site-about_open_title = Open to be looked at
site-about_open = The program behind it is free software under the European Union Public Licence (EUPL 1.2). Pages work without JavaScript, load nothing from elsewhere and follow nobody.
site-contact = Questions? Write to the bot and send { $help }; where you are stuck it tells you who answers.
site-privacy_lead = What we keep, why, who sees it and for how long, in plain words.
site-privacy_visit_title = When you look at this site
site-privacy_visit = Public pages set no cookie, count no visitors and load nothing from other sites. Your network address is held in memory for at most an hour, only to stop abuse, and is written nowhere.
site-privacy_teachers_title = Teachers
site-privacy_teachers = Your name, country, school and its town, role, subjects, languages and the ages of your pupils; where you write to us from; and what you write in contacts, ideas, groups, seminars and projects. We ask for no e-mail and no telephone number.
site-privacy_teachers_why = We keep it so that colleagues can find you and your country can check that you teach. You agree to it when you register.
site-privacy_teachers_see = Your coordinators see it all; a proof of being a teacher is seen by them only and deleted when they have decided. Other teachers see country, kind of school, subjects, languages and ages, and your name after you accept. This site cuts teachers’ names out of what it shows.
site-privacy_pupils_title = Pupils
site-privacy_pupils = A pupil has a pseudonym, a school, and what their parents allow: no name, no e-mail, no telephone. What pupils write and show stays in the closed rooms of their project, where teachers read along.
site-privacy_pupils_out = Nothing of a pupil is sent to Telegram. A picture by or of a pupil is on this site only if parents allow it and teachers of two schools agree, without a real name; when one of them says no, it is gone at once.
site-privacy_others_title = Others who are involved
site-privacy_others = Whoever uses Telegram also writes through Telegram’s servers, by Telegram’s rules; on Matrix, through ours. Video meetings are held where the invitation says. Nobody else gets anything from us.
site-privacy_long_title = For how long
site-privacy_what = What
site-privacy_until = How long
site-keep_teachers = Registrations, contacts, ideas, projects
site-keep_teachers_long = Until you erase yourself. What you wrote for others stays, without your name
site-keep_proofs = Proofs of being a teacher
site-keep_proofs_long = Until the registration is decided
site-keep_pupils = Everything of a pupil
site-keep_pupils_long = Until their teacher erases it; else 90 days after the project was closed
site-keep_messages = Messages that the bot has sent
site-keep_messages_long = 30 days, to know what an answer is about
site-keep_forms = Forms begun and not sent
site-keep_forms_long = 30 days after the last answer
site-keep_reports = Reports
site-keep_reports_long = A year after they were closed
site-keep_chats = Chats with people who never registered
site-keep_chats_long = A year after they last wrote
site-keep_exports = Projects saved as files
site-keep_exports_long = 24 hours
site-keep_links = One-time links, sign-ins on pages
site-keep_links_long = A day after they end; as fingerprints only
site-keep_log = The log that shows who did what in rooms with pupils
site-keep_log_long = For good; it holds numbers, no names and no words
site-keep_erased = That somebody was erased: a number
site-keep_erased_long = For good, so that a backup does not bring anybody back
site-keep_backups = Copies for emergencies, of all this
site-keep_backups_long = Some weeks; whoever was erased meanwhile is erased again if a copy is used
site-privacy_rights_title = Your rights
site-privacy_rights = In the chat, at any time: { $mydata } sends you everything we hold, { $profile } corrects it, { $forget } erases you within minutes. Who founded a project hands it over or closes it first; an open report about you delays it by 30 days at most.
site-privacy_rights_pupils = Pupils and parents ask the teacher, who shows, corrects and erases at once; no reason has to be given.
site-privacy_complain = You can also complain to the data protection authority of your country.
site-privacy_operator = Responsible for this is { $operator }.
site-access_lead = This site should keep nobody out. We build it to the Web Content Accessibility Guidelines (WCAG) 2.2, level AA.
site-access_done_title = How we check it
site-access_done_tool = Before each change every public page is opened by a program, on a large and a small screen, in each direction of writing, and searched with axe-core. It finds nothing, or the change is not made.
site-access_done_keys = So are the keyboard alone, the page at 400 %, and the page without JavaScript. Nothing moves by itself, a visit that would end says when and has a button to stay, and colours follow the light or dark of your device.
site-access_gaps_title = What is not good yet
site-access_gap_people = The site has not been tried out by people with disabilities yet. A program finds a part of what keeps people out, not all.
site-access_gap_pictures = Pictures that classes publish are described by the classes themselves, and not every description is good.
site-access_gap_pdf = Certificates, slips and letters to parents are PDF files without the marks that screen readers use. What stands in them is also on a page or in the chat.
site-access_gap_apps = Telegram and Matrix apps are made by others; we can only use them well. A pupil can always use the browser instead.
site-access_tell_title = Something keeps you out?
site-access_tell = Please tell us: write to the bot, or to the support service of your country. It is answered, and mended.
site-access_date = Written on { $day }, from our own checks.
site-help_lead = Almost everything happens in the chat with the bot. Here is what it can do, and what to do when something is wrong.
site-help_first_title = First steps for teachers
site-help_step_register = Send { $register } and answer some questions. You can stop at any time; nothing is lost.
site-help_step_wait = Your country checks that you teach. { $status } always says who has to act, and since when.
site-help_step_partners = Find a partner with { $partners }, or say what you want to do with { $idea }.
site-help_step_project = Plan your project with { $project }, or begin with one of our { $kits }. When both countries agree, the room opens.
site-help_can_title = What you can write to the bot
site-help_can = There are buttons for all of it; these words work too. { $help } shows the rest.
site-help_pupils_title = How pupils come in
site-help_pupils = Your teacher gives you a slip with a code. Type it on the page for pupils, or scan it. You need no account, no e-mail and no telephone.
site-help_pupils_lost = Lost it? Your teacher prints a new one, and the old one stops working.
site-help_report_title = When something is wrong
site-help_report = In the classroom there is a button “Report” under every message. It goes to your teachers and the support services, never to the person it is about.
site-help_call = Children and young people can call { $helpline } in many countries of Europe, free, for any worry. In danger call { $emergency }. Your country’s numbers are on its page.
site-help_phone_title = Lost your phone, or changed school?
site-help_command = What to write
site-help_does = What it does
site-help_phone = Ask a coordinator of your country, for example through a colleague: they check that it is you and give you a code for the new phone. A change of school is in { $profile }.

## The public pages: what is to be found

find-all = Any
find-all_again = Show all
find-show = Show
find-words = Words
find-age = Pupils’ age
find-ages = ages { $ages }
find-subject = Subject
find-subjects = Subjects
find-language = Language
find-country = Country
find-order = Order
find-best = Best first
find-newest = Newest first
find-pages = Pages of the list
find-before = Back
find-after = Further
find-page_of = Page { $page } of { $last }
find-no_page = The list does not go on that far.
find-everywhere = Search everywhere
find-lessons = { $lessons ->
        [one] one lesson
       *[other] { $lessons } lessons
    }
find-on_matrix = Write to { $bot }: { $command }

kitpage-title = Project kits
kitpage-lead = Ready-made plans for a project of two classes, step by step. Take one as it is, or change what you like.
kitpage-to_ideas = You only want a single activity?
kitpage-found = { $count ->
        [one] One kit.
       *[other] { $count } kits.
    }
kitpage-none = There is no kit like that yet. Choose fewer things, or look through all of them: a plan for other ages is often easy to change.
kitpage-weeks = { $weeks ->
        [one] one week
       *[other] { $weeks } weeks
    }
kitpage-lessons = { $lessons ->
        [one] one lesson
       *[other] { $lessons } lessons
    }
kitpage-results = What there will be at the end
kitpage-steps = Step by step
kitpage-begin = Start a project with it
kitpage-begin_how = Open the kit in the bot. A press there puts it into your plan, and helps you to find a partner.

ideapage-title = Activity ideas
ideapage-lead = Single activities out of the project kits, for a lesson or a few.
ideapage-from = From the kit “{ $kit }”
ideapage-found = { $count ->
        [one] One activity.
       *[other] { $count } activities.
    }
ideapage-none = There is no activity like that yet. Choose fewer things, or look through all of them.
ideapage-every = All activities

seminarpage-title = Seminars
seminarpage-lead = Online seminars and learning events for teachers, free of charge.
seminarpage-zone = Times of
seminarpage-change_zone = Change
seminarpage-in_zone = Times are those of { $country }.
seminarpage-in_brussels = Times are those of Brussels, until you choose your country.
seminarpage-found = { $count ->
        [one] One seminar is coming.
       *[other] { $count } seminars are coming.
    }
seminarpage-free = { $free ->
        [one] one place free
       *[other] { $free } places free
    }
seminarpage-full = full, with a waiting list
seminarpage-earlier = Earlier
seminarpage-later = Later
seminarpage-none_next = New ones come often: subscribe below, and your calendar shows them by itself.
seminarpage-subscribe_title = In your own calendar
seminarpage-subscribe_how = Subscribe once, and every new seminar appears in your calendar, in your own time.
seminarpage-subscribe_narrowed = It holds only seminars like those that you chose above.
seminarpage-host_country = Country of the host
seminarpage-subscribe = Subscribe
seminarpage-subscribe_address = Or give your calendar this address:
seminarpage-feed_name = eTwinning seminars
seminarpage-in_calendar = More about it, and how to sign up: { $address }
seminarpage-when = When
seminarpage-until = until { $day }
seminarpage-kind = What it is
seminarpage-work = { $hours ->
        [one] one hour of work
       *[other] { $hours } hours of work
    }
seminarpage-places = Places
seminarpage-free_of = { $free ->
        [one] One of { $capacity } is free.
       *[other] { $free } of { $capacity } are free.
    }
seminarpage-full_waiting = All are taken. Who signs up now is on the waiting list and is asked when one becomes free.
seminarpage-cancelled = This seminar was called off.
seminarpage-over = This seminar is over.
seminarpage-file = Put it into my calendar (.ics)
seminarpage-come_title = Sign up
seminarpage-come = Teachers sign up in the bot with one press. The link to join, reminders and the certificate come there.

projectpage-title = Projects
projectpage-lead = What classes all over Europe do together, and what they have published of it.
projectpage-found = { $count ->
        [one] One project.
       *[other] { $count } projects.
    }
projectpage-found_many = More than { $count } projects. Say more to find fewer.
projectpage-no_further = The list ends here. To see others, say more: a country, a subject, a word.
projectpage-none = No project is like that. Try fewer words or their beginnings, or leave a field at “Any”.
projectpage-none_yet = No project is running yet. The first ones will be shown here.
projectpage-every = All projects
projectpage-pictures = { $count ->
        [one] one picture
       *[other] { $count } pictures
    }
projectpage-languages = Languages
projectpage-state = State
projectpage-active = running
projectpage-closed = completed

gallery-title = Pictures from projects
gallery-lead = What classes made and saw, the newest first. Two schools agreed to show each of them.
gallery-none_yet = No picture is published yet. The first ones will be shown here.
gallery-newer = Newer
gallery-older = Older
gallery-no_further = This list ends here. Older pictures are on the pages of their projects.

searchpage-title = Search
searchpage-lead = Looks through projects, seminars, project kits, activity ideas and countries. The beginnings of words are enough.
searchpage-words = What are you looking for?
searchpage-search = Search
searchpage-none = Nothing was found for “{ $text }”. Try fewer words, or only their beginnings.
searchpage-own = About this site
searchpage-all_kits = All { $count } kits
searchpage-all_ideas = All { $count } activities
searchpage-all_projects = All { $count } projects
searchpage-many_projects = More than { $count } projects
page-slower_title = A moment, please
page-slower =
    Very much was asked for from here just now. Please try again in { $count ->
        [one] one second
       *[other] { $count } seconds
    }; nothing is lost.
page-too_slow_title = That took too long
page-too_slow = What you sent did not arrive in time. Please go back and send it again, perhaps where the network is better.
site-country_see_seminars = All seminars, in the time of this country
site-country_newest = Newest projects
site-country_next = Next seminars from here
site-country_helpline = Helpline for children
site-country_emergency = In danger
site-figures_note = Counted a moment ago. People and schools are rounded down, and fewer than five are not shown.
site-privacy_session = Pages that you open with a link from the bot, or pupils with their slip, use a cookie, which says only that it is still you. It ends when you press Leave, and by itself after a while.
