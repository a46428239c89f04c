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
    Press a button, or see what I can do.
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
help-mycode = My code for meetings
help-projects = My projects
help-project = Open a project, or start one
help-twinspace = Open a TwinSpace
help-pupils = Add pupils
help-queue = What waits for my decision
help-coordinators = Coordinators of my country

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
form-too_long = That is too long: at most { $most } characters, please.
form-too_small = At least { $least }, please.
form-too_big = At most { $most }, please.
form-ages = Please type two ages, such as 9-12.
form-ages_between = eTwinning is for pupils aged 3 to 20. Please type ages in between.

## Registering

register-name =
    What are your first name and surname?
    (/cancel stops at any time; your answers are kept.)
register-country = In which country do you teach? Choose it, or type its name.
register-school = Which is your school? Type a part of its name.
register-school_new = My school is not here: add it
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
    “{ $note }”
status-answer = Answer
status-reply = What would you like to answer?
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
    }

    { $card }
queue-person_appeals =
    { $card }
    An appeal: “{ $note }”
queue-person_says =
    { $card }
    They say: “{ $note }”
queue-aged =
    { $card }
    { $days ->
        [0] Came today
        [one] Has waited for one day
       *[other] Has waited for { $days } days
    }
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
queue-ask_words = What do you want to ask? They will read exactly what you type.
queue-refuse_words = What is the reason? They will read exactly what you type.
queue-approved = { $name } is validated
queue-asked = { $name } has been asked
queue-refused = { $name } was refused and told why
queue-project_approved = “{ $title }” is approved
queue-project_refused = “{ $title }” went back to its founders, with your reason
queue-project_asked = The founders of “{ $title }” have been asked
queue-project_says =
    { $card }
    They say: “{ $note }”
queue-already = That card had been decided already; nothing was changed
queue-gone = That card is gone
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
link-both_registered =
    Both chats are registered already, as two people, so nothing was changed.
    You can go on with either of them.
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
contacts-message =
    <b>{ $name }</b>:
    { $text }

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
project-ask_description = Describe it in a few sentences: what will the pupils do together?
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

card-person =
    <b>{ $name }</b>, { $role }
    { $school }, { $country }
    { $subjects } · { $languages } · pupils aged { $ages }
card-school = { $name }, { $town }
card-no_school = no school
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
pupils-renewed = This is the new slip. The old one does not work any more.
pupils-removed = { $name } is no longer in the TwinSpace.
classroom-said = { $text }
classroom-sent = Sent.
classroom-closed = You cannot write here at the moment.
classroom-empty = Please type something first.
classroom-too_long = That is too long: at most { $most } characters, please.
room-space = { $title }
room-classroom = { $title }: classroom
room-classroom_topic = Pupils and teachers of “{ $title }”. The teachers read along.
room-staff = { $title }: staff room
room-staff_topic = Only for the teachers of “{ $title }”.
room-welcome =
    Welcome to the classroom of “{ $title }”. Everybody here can read this, teachers too. It is not encrypted, so that teachers can look after you, and it can all be saved. Be kind, and keep real names and addresses to yourselves.

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
page-account_stay = Stay signed in: there is no password to come back with.
page-enough_accounts_title = A moment, please
page-enough_accounts =
    Several accounts were made from your network within the last hour, so we are taking a short break.
    Please try again in an hour. On Telegram you can begin at once.

page-open_title = Your link from the bot
page-open_twinspace = It opens the TwinSpace of “{ $project }” in this browser.
page-open_pupils = It opens the list of your pupils in “{ $project }” in this browser.
page-open = Open
page-open_once = The link works once. You are in until you press Leave, or until 45 minutes pass without a click.
page-link_used_title = This link has done its work
page-link_used = Each link from the bot works once, for a short while. Send { $command } to the bot, and it gives you a new one.
page-link_needed_title = Please come in through the bot
page-link_needed = Your visit here is over, or this browser has not been let in yet. Send { $command } to the bot, and it gives you a link that opens this page.
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

page-app_title = Use a Matrix app
page-app = With a Matrix app on your telephone or computer you read the TwinSpace without a new link each time, and see at once when somebody writes.
page-app_open = Show me how to sign in
page-app_when = Have the app at hand first: what you get works once, within five minutes.
page-app_ready = Sign in to your app with this. The TwinSpace of your project is there already.
page-app_own = You are in this TwinSpace with your own account, { $user }. Open your Matrix app and accept the invitation: you find the classroom and the staff room there.

page-pupils_add_title = Add pupils
page-pupils_names = Pseudonyms, one on each line
page-pupils_hint = Made-up names such as “Blue Fox 7”, no full names. Each pupil gets a slip with a code, and enters with that alone: no e-mail, no telephone number.
page-pupils_add = Add
page-pupils_sure = These are pseudonyms, add them
page-pupils_no_guard =
    No pupils can be added for now. The chat server lacks the guard that keeps pupils safe in their classroom, and without it we let no pupil in.
    Please tell whoever runs this service; they will know what to do.
page-pupils_guard_unknown = No pupils can be added just now: the chat server does not answer. Please come back in a few minutes.
page-pupils_closed = This project is closed, so no pupils can be added.
page-pupils_inside = { $count ->
        [one] One pupil of your school
       *[other] { $count } pupils of your school
    }
page-pupils_slip_hint = A new slip makes the old one useless at once: good for a slip that was lost, or seen by somebody else.
page-pupils_twice_sent = That was done already; nothing was done twice. Slips are shown only once: if you did not get to print one, make a new one below.
page-pupils_locked = The slip is locked, after ten wrong tries.
page-pupils_new_slip = New slip
page-pupils_new_slip_for = New slip for { $name }
page-pupils_out = Take out
page-pupils_out_of = Take out { $name }
page-pupils_out_means = { $name } leaves the TwinSpace, and the slip stops working. What was written stays. To undo it, add the pupil again: that makes a new slip.
page-pupils_others = Pupils of the partner schools
page-slips_title = Slips to print
page-slips = Please print or copy them now: for the pupils’ safety the codes are shown only this once. Should one get lost, you make a new one on the list of pupils.
page-slip_how = Open { $address } and type this code.
page-slips_back = Back to the pupils

page-class_title = To your classroom
page-code = The code on your slip
page-code_hint = Capital or small letters, with or without the dash: all the same.
page-code_typed = What you typed. It will be in the box when you are in again.
page-enter = Enter
page-code_empty = Please type the code on your slip.
page-code_wrong = That is not quite right. Look closely at your slip and try again. If it still does not work, ask your teacher.
page-code_locked = This slip is locked, because somebody typed it wrong too often. Ask your teacher for a new one.
page-code_ended = This project is over, so its slips do not work any more. Your teacher knows more.
page-code_slower = Too many wrong codes came from here. Wait one minute, then try again.
page-pupil_left = You are out. The next one can come in.
page-pupil_ended = You are out. Type your code to come in again. If it does not work, ask your teacher.

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
