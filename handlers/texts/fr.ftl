# Les mots du bot en français. `<b>`, `<i>` et `<code>` donnent une mise en forme sur chaque plateforme.
# Une clé « join.full » dans le code est `join-full` ici. Une clé qui manque ici est dite en anglais.

## The bot itself

bot-description =
    eTwinning réunit les établissements scolaires de 46 pays. Ici, les enseignants s’inscrivent, trouvent une classe partenaire et mènent un projet ; leurs élèves se retrouvent dans un espace protégé.
    Appuyez sur Démarrer pour commencer.
bot-short_description = eTwinning pour les enseignants : inscrivez-vous, trouvez une classe partenaire, menez un projet.

## Finding one’s way

router-register = M’inscrire
router-status = Où en suis-je ?
router-help = Que puis-je faire ?
router-register_first =
    Ceci est réservé aux enseignants inscrits.
    L’inscription prend environ deux minutes, ici même.
router-wait_for_validation =
    Ceci s’ouvrira dès que votre bureau d’assistance national aura confirmé que vous enseignez.
    Vous recevrez alors un message ici.
router-coordinators_only =
    Seuls les coordinateurs d’un bureau d’assistance national peuvent faire cela.
    { $help } montre ce que vous pouvez faire.
router-unknown =
    Je n’ai pas compris.
    Appuyez sur un bouton, ou regardez ce que je sais faire.
router-did_you_mean =
    Je ne connais pas cette commande. Vouliez-vous dire { $command } ?
router-which_list = Deux listes sont ouvertes ici. Utilisez « Répondre » sur le message voulu, et écrivez le numéro.
router-no_files_here =
    Je ne peux pas prendre de fichier ici.
    Écrivez plutôt un message, s’il vous plaît.
router-unreadable =
    Je n’ai pas pu lire votre dernier message : il était chiffré, et sa clé ne m’est pas parvenue.
    Merci de l’envoyer encore une fois.
router-parked =
    Quelque chose n’a pas marché de notre côté. Nous avons gardé votre message et allons l’examiner.
    Rien d’autre n’est perdu. Réessayez, ou continuez avec autre chose.
choices-hint = Répondez par le numéro de votre choix.
choices-hint_pushed = Utilisez « Répondre » sur ce message et écrivez le numéro de votre choix.

chat-crowded = Je parle avec une personne à la fois. Ouvrez une discussion avec moi seul, s’il vous plaît.
chat-foreign = Je ne parle qu’avec les comptes de ce serveur.

start-welcome =
    Bienvenue dans <b>eTwinning</b>, où des classes de 46 pays travaillent ensemble.
    Inscrivez-vous, trouvez une classe partenaire et retrouvez-vous dans un espace à vous.
    Tout commence par quelques questions.
start-unfinished =
    Bienvenue à nouveau. Votre inscription n’est pas terminée ; vos réponses sont toujours là.
start-hello =
    Bonjour { $name }. Que souhaitez-vous faire ?
start-registered =
    Bonjour { $name }. Voulez-vous voir où en est votre inscription ?
start-go_on = Continuer

help-all =
    Ce que vous pouvez faire maintenant :
    { $commands }
help-line = { $command } – { $what }
help-start = Page d’accueil
help-help = Que puis-je faire ?
help-language = Langue
help-register = M’inscrire
help-status = Où en suis-je ?
help-back = Revenir à la question précédente
help-cancel = Laisser les questions pour plus tard
help-link = Utiliser Telegram et Matrix ensemble
help-partners = Trouver des partenaires
help-available = Me laisser trouver par des partenaires
help-contacts = Contacts
help-mycode = Mon code pour les rencontres
help-projects = Mes projets
help-project = Ouvrir un projet, ou en commencer un
help-twinspace = Ouvrir un TwinSpace
help-pupils = Ajouter des élèves
help-queue = Ce qui attend ma décision
help-coordinators = Coordinateurs de mon pays

language-choose = Dans quelle langue parlons-nous ?
language-done = Désormais, nous parlons { $language }.

cancel-done =
    C’est entendu, nous nous arrêtons ici. Vos réponses sont gardées 30 jours.

## Forms

form-again =
    { $problem }
    { $question }
form-back = Retour
form-cancel = Annuler
form-skip = Passer
form-done = C’est tout
form-chosen = ✓ { $option }
form-closed =
    Cette question n’est plus ouverte ; rien n’a été modifié.
form-nothing_open =
    Aucune question n’est ouverte en ce moment. Voici ce que vous pouvez faire :
form-first = C’est la première question.
form-choose = Choisissez l’une des réponses, s’il vous plaît.
form-not_found = Je n’ai pas trouvé. Écrivez-le un peu autrement, ou choisissez ci-dessous.
form-which = Que vouliez-vous dire ?
form-not_understood = Je n’ai pas compris. Réessayez, s’il vous plaît.
form-not_a_number = Écrivez un nombre, par exemple 24.
form-too_short = C’est très court. Encore quelques mots, s’il vous plaît.
form-too_long = C’est trop long : { $most } caractères au plus, s’il vous plaît.
form-too_small = Au moins { $least }, s’il vous plaît.
form-too_big = Au plus { $most }, s’il vous plaît.
form-ages = Écrivez deux âges, par exemple 9-12.
form-ages_between = eTwinning s’adresse aux élèves de 3 à 20 ans. Écrivez des âges compris entre les deux.

## Registering

register-name =
    Quels sont votre prénom et votre nom ?
    (/cancel arrête à tout moment ; vos réponses sont gardées.)
register-country = Dans quel pays enseignez-vous ? Choisissez-le, ou écrivez son nom.
register-school = Quel est votre établissement ? Écrivez une partie de son nom.
register-school_new = Mon établissement n’y est pas : l’ajouter
register-school_name = Cet établissement n’est pas encore dans notre liste. Quel est son nom complet ?
register-school_town = Dans quelle ville se trouve-t-il ?
register-school_kind = De quel type d’école s’agit-il ?
register-role = Quelle est votre fonction dans l’établissement ?
register-subjects = Qu’enseignez-vous ? Choisissez ou écrivez autant de matières que vous voulez.
register-languages = Dans quelles langues pouvez-vous travailler avec une classe partenaire ? Choisissez ou écrivez-en autant que vous voulez.
register-ages = Quel âge ont vos élèves ? Choisissez, ou écrivez deux âges, par exemple 9-12.
register-consent =
    <b>{ $name }</b>, { $role }
    { $school }, { $country }
    { $subjects }
    { $languages } · élèves de { $ages } ans
    Nous gardons ces informations pour vérifier que vous enseignez et pour vous trouver des partenaires, et pour rien d’autre. Tout est-il juste, et êtes-vous d’accord ?
register-agree = Oui, inscrivez-moi
register-done =
    Merci. Le bureau d’assistance national ({ $country }) vérifie maintenant que vous enseignez.
    Vous n’avez plus rien à faire : vous recevrez un message ici.
register-already = Votre inscription est déjà faite, { $name }.
register-approved =
    Bonne nouvelle, { $name } : votre inscription à eTwinning est validée.
    Les autres enseignants peuvent-ils vous trouver quand ils cherchent une classe partenaire ?
register-asked =
    Votre bureau d’assistance national vous pose une question :
    « { $note } »
register-refused =
    Votre bureau d’assistance national n’a pas pu confirmer votre inscription. La raison :
    « { $reason } »
    Vous pouvez modifier vos réponses et vous inscrire de nouveau, ou demander au bureau d’assistance central de réexaminer votre inscription.

role-teacher = Enseignant(e)
role-head = Chef d’établissement
role-librarian = Bibliothécaire
role-pedagogue = Pédagogue
role-psychologist = Psychologue
role-coordinator = Coordinateur(trice)

## Where do I stand?

status-visitor = Votre inscription n’est pas encore faite.
status-waiting =
    Le bureau d’assistance national ({ $country }) examine votre inscription depuis le { $since }{ $days ->
        [0] {""}
        [one] {" "}(un jour)
       *[other] {" "}({ $days } jours)
    }.
    Vous n’avez rien à faire ; la réponse arrivera ici.
status-appeal =
    Le bureau d’assistance central réexamine votre inscription depuis le { $since }.
    Vous n’avez rien à faire ; la réponse arrivera ici.
status-asked =
    Depuis le { $since }, votre bureau d’assistance national attend votre réponse à cette question :
    « { $note } »
status-answer = Répondre
status-reply = Que souhaitez-vous répondre ?
status-replied =
    C’est envoyé. Votre bureau d’assistance national va l’examiner, et nous vous répondrons ici.
status-refused =
    Votre inscription n’a pas pu être confirmée ({ $since }). La raison :
    « { $reason } »
status-again = M’inscrire de nouveau
status-appeal_button = Demander au bureau central
status-appeal_words = Que doit savoir le bureau d’assistance central ?
status-appealed =
    C’est envoyé au bureau d’assistance central. Sa réponse arrivera ici.
status-staff = Vous êtes ici au titre de la coordination, { $name }.
status-validated =
    Votre inscription est validée depuis le { $since }. { $switch }
    { $projects }
status-available = Les partenaires peuvent vous trouver.
status-unavailable = Les partenaires ne peuvent pas vous trouver en ce moment ; /available permet d’en changer.
status-no_projects = Vous ne participez encore à aucun projet.
status-project = <b>{ $title }</b> : { $state } depuis le { $since }

## Coordinators

queue-top = Votre file d’attente
queue-empty =
    { $outcome }
    Plus rien ne vous attend. Tout est fait.
queue-card =
    { $outcome } · { $count ->
        [one] une fiche attend
       *[other] { $count } fiches attendent
    }

    { $card }
queue-person_appeals =
    { $card }
    Un recours : « { $note } »
queue-person_says =
    { $card }
    Sa réponse : « { $note } »
queue-aged =
    { $card }
    { $days ->
        [0] Arrivée aujourd’hui
        [one] Attend depuis un jour
       *[other] Attend depuis { $days } jours
    }
queue-new =
    Une nouvelle inscription à vérifier :

    { $card }
queue-nudge =
    Cette inscription vous attend toujours :

    { $card }
queue-new_project =
    Un nouveau projet à examiner :

    { $card }
queue-approve = Valider
queue-ask = Demander
queue-refuse = Refuser
queue-later = Plus tard
queue-ask_words = Que voulez-vous demander ? Votre texte sera lu tel quel.
queue-refuse_words = Quelle est la raison ? Votre texte sera lu tel quel.
queue-approved = { $name } : inscription validée
queue-asked = { $name } : question envoyée
queue-refused = { $name } : inscription refusée, raison transmise
queue-project_approved = « { $title } » est approuvé
queue-project_refused = « { $title } » est retourné à ses fondateurs, avec votre raison
queue-project_asked = La question est partie aux fondateurs de « { $title } »
queue-project_says =
    { $card }
    Réponse reçue : « { $note } »
queue-already = Cette fiche avait déjà été traitée ; rien n’a été modifié
queue-gone = Cette fiche n’existe plus
queue-not_yours = La décision sur cette fiche revient à quelqu’un d’autre
queue-reminded_appeal =
    Votre inscription attend depuis le { $since }. Nous avons relancé aujourd’hui le service central.
    Vous n’avez rien à faire.
queue-reminded =
    Votre inscription attend depuis le { $since }. Nous avons relancé aujourd’hui le bureau d’assistance national ({ $country }).
    Vous n’avez rien à faire.

claim-usage = Écrivez le code après la commande : <code>/claim CODE</code>.
claim-unknown =
    Ce code n’est pas valable, ou il a déjà servi.
    Merci d’en demander un nouveau.
claim-name = Quel est votre nom, tel que les enseignants doivent le voir ?
claim-central = Bureau d’assistance central
claim-done =
    Bienvenue à la coordination : { $service }. { $count ->
        [0] Rien ne vous attend.
        [one] Une inscription vous attend.
       *[other] { $count } inscriptions vous attendent.
    }
coordinators-all =
    { $countries }
coordinators-of =
    <b>{ $service }</b>
    { $names }
coordinators-invite = Inviter une personne de plus : { $service }
coordinators-code =
    À transmettre à la personne qui rejoint la coordination ({ $service }), pour qu’elle l’envoie à ce bot dans les 7 jours :
    { $command }
coordinators-not_yours = Vous ne coordonnez pas ce pays ; /coordinators montre ceux que vous coordonnez.

## Linking two apps

link-code =
    Dans l’autre application, envoyez ceci au bot eTwinning dans les { $minutes } minutes :
    { $command }
link-visitor =
    Nous ne vous connaissons pas encore dans cette conversation. Si vous avez une inscription dans l’autre application, écrivez-y /link pour obtenir un code, puis ici : <code>/link CODE</code>.
    Sinon, inscrivez-vous d’abord : /register.
link-unknown =
    Ce code n’est plus valable.
    Écrivez /link dans l’application où vous avez votre inscription pour en obtenir un nouveau.
link-confirm = Utiliser votre inscription de l’autre application dans cette conversation aussi ?
link-yes = Oui, relier cette conversation
link-done =
    C’est fait, { $name } : vous pouvez utiliser cette conversation comme l’autre. Les messages arrivent dans celle que vous avez utilisée en dernier.
link-already = Cette conversation est déjà reliée.
link-both_registered =
    Les deux conversations ont déjà chacune leur inscription ; rien n’a donc été modifié.
    Vous pouvez continuer avec l’une ou l’autre.
link-told = Une autre conversation vient d’être reliée à votre inscription. Si ce n’était pas vous, annulez.
link-undo = Annuler
link-undone = Annulé : cette conversation n’est plus reliée.
link-not_linked = Cette conversation n’est pas reliée à votre inscription.

## Partners

available-yes = Oui, on peut me trouver
available-no = Non, pas maintenant
available-is_on = Les partenaires peuvent vous trouver.
available-is_off = En ce moment, les partenaires ne peuvent pas vous trouver. Voulez-vous qu’ils le puissent ?
available-on =
    Les partenaires peuvent maintenant vous trouver. Qu’aimeriez-vous faire avec une classe partenaire ? Une ou deux phrases suffisent.
available-hide = Ne plus me montrer
available-told = Merci. Les enseignants qui cherchent une classe partenaire peuvent maintenant vous trouver.
available-off = Les partenaires ne vous trouvent plus. Vos contacts et vos projets restent tels quels.
available-still =
    Nous n’avons pas eu de vos nouvelles depuis deux mois ; pour l’instant, les partenaires ne vous trouvent donc plus.
    Cherchez-vous toujours une classe partenaire ?

partners-nobody =
    Personne ne correspond pour l’instant.
    Élargissez la recherche, ou laissez les partenaires vous trouver : /available.
partners-end = C’était la dernière proposition. Élargissez la recherche, ou revenez dans quelques jours.
partners-hit =
    <b>{ $country }</b> · { $kind } · élèves de { $ages } ans
    { $subjects } · { $languages }
    { $about }
    <i>{ $reasons }</i>
    { $place } sur { $count }
partners-no_about = La classe n’est pas encore décrite.
partners-many = plus de mille
partners-only = { $hit } · seulement : { $wishes }
partners-wish_ages = { $ages } ans
partners-wish_words = « { $words } »
partners-next = Suivant
partners-ask = Proposer de travailler ensemble
partners-narrow = Préciser
partners-widen = Tous les partenaires
partners-narrow_what = Qu’est-ce qui compte le plus pour vous ?
partners-by_country = Pays
partners-by_subject = Matière
partners-by_language = Langue
partners-by_ages = Âge des élèves
partners-by_words = Mots de leur texte
partners-which_country = Quel pays ?
partners-which_subject = Quelle matière ?
partners-which_language = Quelle langue ?
partners-which_ages = Quels âges ? Deux nombres, par exemple 9-12.
partners-which_words = Quels mots ? Par exemple : rivières, théâtre.
partners-because_ages = âges qui correspondent ({ $ages } ans)
partners-because_subjects = matières qui correspondent ({ $subjects })
partners-because_languages = langues qui correspondent ({ $languages })
partners-because_words = mots trouvés ({ $words })
partners-because_active = { $days ->
        [0] dernière visite aujourd’hui
        [1] dernière visite hier
       *[other] dernière visite il y a { $days } jours
    }
partners-no_reason = Cherche une classe partenaire.
schoolkind-pre-primary = école maternelle
schoolkind-primary = école primaire
schoolkind-secondary = établissement secondaire
schoolkind-vocational = établissement professionnel
schoolkind-other = établissement scolaire

## Contacts

contacts-none = { $asked ->
        [0] Vous n’avez pas encore de contact. La première étape est de trouver une classe partenaire.
        [one] Vous n’avez pas encore de contact ; une de vos demandes attend une réponse.
       *[other] Vous n’avez pas encore de contact ; { $asked } de vos demandes attendent une réponse.
    }
contacts-all =
    { $count ->
        [one] Un contact
       *[other] { $count } contacts
    }{ $asked ->
        [0] {""}
        [one] , une de vos demandes attend
       *[other] , { $asked } de vos demandes attendent
    } :
    { $contacts }
contacts-write = Écrire à { $name }
contacts-answer = Répondre
contacts-not_found = Cette personne ne reçoit pas de demande en ce moment. D’autres cherchent aussi : /partners.
contacts-not_yours = Cette personne n’est pas parmi vos contacts ; /contacts les montre.
contacts-words = Écrivez une phrase ou deux sur vous et votre idée. Elles seront lues avec votre nom et votre établissement.
contacts-code =
    Montrez ce code lors d’une rencontre. L’enseignant qui l’écrit au bot dans les { $days } jours demande à être votre contact :
    { $command }
contacts-unanswered =
    Votre demande du { $since } est restée sans réponse. Elle reste ouverte, mais n’attendez pas : il y a d’autres classes.
contacts-asked =
    C’est envoyé. Dès qu’une réponse arrive, vous l’apprendrez ici.
contacts-already = { $name } est déjà parmi vos contacts.
contacts-waiting = Vous avez déjà écrit à cette personne ; sa réponse arrivera ici.
contacts-declined_before = Cela n’a pas pu se faire la dernière fois. Il y a d’autres classes.
contacts-request =
    { $card } aimerait travailler avec vous :
    « { $words } »
contacts-accept = Accepter
contacts-decline = Décliner
contacts-answered_already = Vous avez déjà répondu à cette demande.
contacts-you_accepted =
    Vous êtes maintenant en contact : { $card }.
    Écrivez-vous ici, ou préparez un projet.
contacts-you_declined = Vous avez décliné ; nous l’avons annoncé avec tact.
contacts-was_accepted =
    { $card } a dit oui : vous êtes maintenant en contact.
    Écrivez-vous ici, ou préparez un projet.
contacts-was_declined =
    Une de vos demandes a été déclinée cette fois-ci. Il y a d’autres classes.
contacts-letter = Que souhaitez-vous écrire à { $name } ?
contacts-sent = Envoyé à { $name }.
contacts-message =
    <b>{ $name }</b> :
    { $text }

## Projects

projectstate-draft = brouillon
projectstate-partner = en attente de l’autre établissement
projectstate-nss = en attente des bureaux d’assistance nationaux
projectstate-active = en cours
projectstate-closed = clos
projectstate-archived = archivé

projects-none =
    Vous ne participez encore à aucun projet.
    Un projet est fondé par deux enseignants de deux établissements.
projects-all =
    Vos projets :
    { $projects }
projects-line = <b>{ $title }</b> : { $state }

project-new = Nouveau projet
project-not_yours = Ce projet n’est pas parmi les vôtres ; /projects les montre.
project-no_school = Un projet a besoin d’un établissement. Inscrivez d’abord le vôtre : /register.
project-no_contacts =
    Il faut un partenaire pour un projet : un contact qui enseigne dans un autre établissement.
    La première étape est d’en trouver un.
project-ask_title = Comment s’appelle votre projet ?
project-ask_description = Décrivez-le en quelques phrases : que vont faire les élèves ensemble ?
project-ask_partner = Qui le fonde avec vous ?
project-ask_languages = Dans quelles langues allez-vous travailler ? Choisissez ou écrivez-en autant que vous voulez.
project-ask_ages = Quel âge ont les élèves ? Choisissez, ou écrivez deux âges, par exemple 9-12.
project-ask_pupils = Combien d’élèves environ y participeront ?
project-ask_subjects = À quelles matières se rattache-t-il ? Choisissez ou écrivez-en autant que vous voulez.
project-ask_tools = Quels outils utiliserez-vous ? (Vous pouvez passer cette question.)
project-ask_aims = Qu’apprendront les élèves ? (Vous pouvez passer cette question.)
project-ask_process = Comment travaillerez-vous ensemble : qui fait quoi, et quand ? (Vous pouvez passer cette question.)
project-ask_results = Qu’y aura-t-il à la fin ? (Vous pouvez passer cette question.)
project-ask_send =
    <b>{ $title }</b>, avec { $partner }
    { $description }
    { $subjects } · { $languages }
    { $pupils ->
        [one] { $pupils } élève
       *[other] { $pupils } élèves
    } de { $ages } ans
    L’envoyons-nous maintenant à { $partner } ?
project-send = Oui, envoyez
project-not_a_partner = Choisissez un contact qui enseigne dans un autre établissement.
project-sent =
    « { $title } » est en route vers { $name }. Dès que la réponse arrive, vous l’apprendrez ici.
project-invitation =
    { $name } vous invite à fonder ensemble un projet :

    { $card }
project-join = Oui, je participe
project-decline = Non, merci
project-you_declined = Vous avez décliné ; nous l’avons annoncé à la personne qui a proposé « { $title } ».
project-partner_declined =
    Votre partenaire ne peut pas fonder « { $title } » avec vous cette fois-ci. Votre projet est gardé comme brouillon ; vous pouvez demander à quelqu’un d’autre quand vous voulez.
project-same_school = Un projet est fondé par deux établissements différents ; vous ne pouvez donc pas fonder celui-ci ensemble. Une fois qu’il sera en cours, on pourra vous y inviter.
project-submitted =
    « { $title } » a ses deux fondateurs. Il attend maintenant le bureau d’assistance national de ces pays :
    { $countries }
    La réponse arrivera ici.
project-half_approved =
    « { $title } » a reçu sa première approbation. Le bureau d’assistance national ({ $country }) doit encore se prononcer.
project-asked =
    Le bureau d’assistance national ({ $country }) demande, à propos de « { $title } » :
    « { $note } »
project-active =
    Bonne nouvelle : « { $title } » est approuvé. Son TwinSpace est en train de s’ouvrir ; l’accès arrivera ici dans un instant.
project-refused =
    Le bureau d’assistance national ({ $country }) a renvoyé « { $title } ». La raison :
    « { $reason } »
    La personne qui l’a proposé peut le modifier et l’envoyer de nouveau.
project-edit = Ouvrir le brouillon
project-change = Modifier et envoyer
project-card =
    { $card }
    <i>{ $state }</i>, depuis le { $since }
project-waits_for = en attente : { $countries }
project-came_back = revenu : « { $reason } »
project-twinspace = Ouvrir le TwinSpace
project-pupils = Ajouter des élèves
project-invite = Inviter un partenaire
project-handover = Passer la main
project-close = Clore le projet
project-reopen = Le rouvrir
project-leave = Quitter le projet
project-stay = Rester
project-founders_only = Seuls les fondateurs du projet peuvent faire cela.
project-nobody_to_ask = Aucun de vos contacts ne peut être sollicité pour cela en ce moment. Vous pouvez en trouver de nouveaux parmi les partenaires.
project-invite_whom = Qui souhaitez-vous inviter dans « { $title } » ?
project-invited = { $name } a reçu l’invitation. Dès que la réponse arrive, vous l’apprendrez ici.
project-guest =
    { $name } vous invite à rejoindre un projet en cours :

    { $card }
project-guest_declined = { $name } ne peut pas rejoindre « { $title } » cette fois-ci.
project-joined =
    Bienvenue dans « { $title } ». /twinspace ouvre ses salles.
project-newcomer = { $name } a rejoint « { $title } ».
project-leave_sure =
    Voulez-vous quitter « { $title } » ? Vous n’aurez plus accès à son TwinSpace ; ce que vous y avez écrit reste.
project-leave_yes = Oui, quitter
project-you_left = Vous avez quitté « { $title } ». Un des fondateurs peut vous inviter de nouveau.
project-left = { $name } a quitté « { $title } ».
project-hand_over_first =
    Vous avez fondé ce projet. Passez d’abord la main à quelqu’un d’autre ; vous pourrez ensuite le quitter.
project-no_heir =
    Personne dans le projet ne peut encore prendre votre place : il faut quelqu’un d’un autre établissement que celui de l’autre fondateur. Vous pouvez inviter quelqu’un.
project-handover_whom = Qui prend votre place à la tête de « { $title } » ?
project-handed_over = { $name } a maintenant votre place de fondateur dans « { $title } » ; vous y restez comme partenaire.
project-now_founder = { $name } vous a passé la main dans « { $title } » : vous faites maintenant partie de ses fondateurs.
project-close_sure =
    Voulez-vous clore « { $title } » ? On pourra alors lire son TwinSpace, mais plus y écrire. Vous pourrez le rouvrir.
project-close_yes = Oui, clore
project-closed = « { $title } » est clos (par { $name }). Son TwinSpace reste lisible.
project-reopened = « { $title } » est rouvert (par { $name }).

card-person =
    <b>{ $name }</b>, { $role }
    { $school }, { $country }
    { $subjects } · { $languages } · élèves de { $ages } ans
card-school = { $name }, { $town }
card-no_school = sans établissement
card-contact = { $name } ({ $school }, { $country })
card-project =
    <b>{ $title }</b> ({ $kind })
    { $description }
    { $founders }
    { $subjects } · { $languages } · { $pupils ->
        [one] { $pupils } élève
       *[other] { $pupils } élèves
    } de { $ages } ans
card-national = projet national, sans label de qualité
card-european = projet européen

## TwinSpace

twinspace-which = Quel projet ?
twinspace-none = Vous ne participez encore à aucun projet en cours.
twinspace-opening = Le TwinSpace de « { $title } » est en train de s’ouvrir. Réessayez dans un instant.
twinspace-open =
    Le TwinSpace de « { $title } » est ouvert : une salle de classe, et une salle des enseignants.
twinspace-open_matrix =
    Le TwinSpace de « { $title } » est ouvert : une salle de classe, et une salle des enseignants. Les invitations sont dans votre application Matrix.
twinspace-link =
    Votre accès à « { $title } ». Le lien fonctionne une seule fois, pendant { $minutes } minutes :
    { $link }
twinspace-link_matrix =
    Vous trouverez « { $title } » parmi les invitations de votre application Matrix. Pour passer plutôt par le navigateur, ce lien fonctionne une seule fois, pendant { $minutes } minutes :
    { $link }
pupils-link =
    Sur cette page, vous ajoutez vos élèves à « { $title } ». Le lien fonctionne une seule fois, pendant { $minutes } minutes :
    { $link }
    N’écrivez pas de noms d’élèves ici dans la conversation, s’il vous plaît.
pupils-not_yours = Seuls les enseignants de ces élèves peuvent faire cela, tant que le projet est en cours.
pupils-no_guard = Impossible d’ajouter des élèves pour l’instant : la protection du serveur n’est pas chargée. Prévenez la personne qui gère ce service.
pupils-empty = Écrivez au moins un pseudonyme.
pupils-too_many = { $most } élèves au plus à la fois, s’il vous plaît.
pupils-too_long =
    Raccourcissez ceux-ci à { $most } caractères au plus, s’il vous plaît :
    { $names }
pupils-twice =
    Ceux-ci sont déjà pris, ou figurent deux fois dans votre liste :
    { $names }
pupils-real_names =
    Ceci pourrait révéler qui est l’élève ; un nom inventé comme « Panda Roux 7 » le protège mieux :
    { $names }
pupils-added = { $count ->
        [one] Un élève ajouté.
       *[other] { $count } élèves ajoutés.
    }
pupils-slip = { $name } : { $code }
pupils-renewed = Voici le nouveau billet. L’ancien ne fonctionne plus.
pupils-removed = { $name } n’est plus dans le TwinSpace.
classroom-said = { $text }
classroom-sent = Envoyé.
classroom-closed = On ne peut pas écrire ici en ce moment.
classroom-empty = Il manque encore le texte.
classroom-too_long = C’est trop long : { $most } caractères au plus, s’il vous plaît.
room-space = { $title }
room-classroom = { $title } : salle de classe
room-classroom_topic = Élèves et enseignants de « { $title } ». Les enseignants lisent aussi.
room-staff = { $title } : salle des enseignants
room-staff_topic = Réservée aux enseignants de « { $title } ».
room-welcome =
    Bienvenue dans la classe de « { $title } ». Tout le monde ici peut lire, les enseignants aussi. Rien n’est chiffré, pour que les enseignants veillent sur vous, et tout peut être conservé. Soyez gentils, et gardez pour vous les vrais noms et les adresses.

## Subjects

subject-art = Arts plastiques
subject-astronomy = Astronomie
subject-biology = Biologie
subject-chemistry = Chimie
subject-citizenship = Citoyenneté
subject-class_teaching = Enseignement primaire (toutes matières)
subject-classical_languages = Latin et grec
subject-cross_curricular = Interdisciplinaire
subject-design = Design
subject-drama = Théâtre
subject-economics = Économie
subject-environment = Environnement
subject-european_studies = Études européennes
subject-foreign_languages = Langues étrangères
subject-geography = Géographie
subject-geology = Géologie
subject-health = Santé
subject-history = Histoire
subject-history_of_culture = Histoire de la culture
subject-home_economics = Économie domestique
subject-informatics = Informatique
subject-language_literature = Langue et littérature
subject-law = Droit
subject-mathematics = Mathématiques
subject-media = Éducation aux médias
subject-music = Musique
subject-natural_sciences = Sciences naturelles
subject-philosophy_ethics = Philosophie et éthique
subject-physical_education = Éducation physique
subject-physics = Physique
subject-politics = Politique
subject-pre_school = Préscolaire
subject-psychology = Psychologie
subject-religion = Religion
subject-social_studies = Sciences sociales
subject-special_needs = Besoins éducatifs particuliers
subject-technology = Technologie
subject-vocational = Enseignement professionnel

## Pages

page-skip = Aller au contenu
page-languages = Autres langues
page-to_start = Vers la page d’accueil
page-again = Réessayer
page-typed = Ce que vous aviez écrit

page-start_title = eTwinning, dans la messagerie que vous avez déjà
page-start =
    eTwinning réunit des classes de différents pays.
    Les enseignants trouvent un partenaire et préparent un projet en écrivant à un bot, sur Telegram ou sur Matrix.
    Chaque projet reçoit son propre espace fermé, le TwinSpace, où élèves et enseignants se retrouvent.
page-start_teachers_title = Pour les enseignants
page-start_teachers = L’inscription prend environ deux minutes, dans la conversation. Choisissez l’application qui vous plaît ; vous pourrez ajouter l’autre plus tard.
page-start_telegram = Vous avez déjà Telegram ? Ouvrez-y le bot et appuyez sur Démarrer.
page-start_telegram_open = Ouvrir le bot sur Telegram
page-start_matrix = Vous préférez vous passer de Telegram ? Nous vous créons un compte sur notre propre serveur. Sans e-mail ni numéro de téléphone.
page-start_matrix_open = Ouvrir sur Matrix
page-start_matrix_known = Vous avez déjà un compte sur { $server } ? Écrivez à { $bot }.
page-start_pupils_title = Pour les élèves
page-start_pupils = Ton enseignant t’a donné un billet avec un code ? Alors ta classe t’attend.
page-start_pupils_open = J’ai un billet

page-account_title = Votre compte Matrix est prêt
page-account = Encore deux étapes et vous parlerez au bot. Ne fermez pas cette page avant la fin de la première : elle ne s’affiche qu’une fois.
page-account_first = 1. Connectez-vous à une application Matrix
page-account_user = Votre compte
page-account_homeserver = Serveur (« homeserver »)
page-account_token = Jeton de connexion
page-account_sign_in = Se connecter maintenant
page-account_once = Le bouton fonctionne une seule fois, pendant cinq minutes.
page-account_token_how = Votre application l’appelle « login token ». Il fonctionne une seule fois, pendant cinq minutes ; il n’y a pas de mot de passe.
page-account_then = 2. Écrivez au bot
page-account_write = Dans l’application, ouvrez une conversation avec { $bot } et envoyez { $command }. Le bot s’occupe de la suite.
page-account_stay = Ne vous déconnectez pas : il n’y a pas de mot de passe pour revenir.
page-enough_accounts_title = Un instant, s’il vous plaît
page-enough_accounts =
    Plusieurs comptes ont été créés depuis votre réseau au cours de la dernière heure ; nous faisons une courte pause.
    Réessayez dans une heure. Sur Telegram, vous pouvez commencer tout de suite.

page-open_title = Votre lien du bot
page-open_twinspace = Il ouvre le TwinSpace de « { $project } » dans ce navigateur.
page-open_pupils = Il ouvre la liste de vos élèves dans « { $project } » dans ce navigateur.
page-open = Ouvrir
page-open_once = Le lien fonctionne une seule fois. Votre visite dure jusqu’à ce que vous appuyiez sur Quitter, ou que 45 minutes passent sans que vous fassiez rien.
page-link_used_title = Ce lien a déjà servi
page-link_used = Chaque lien du bot fonctionne une seule fois, pendant peu de temps. Envoyez { $command } au bot : il vous en donne un nouveau.
page-link_needed_title = Passez par le bot, s’il vous plaît
page-link_needed = Votre visite est terminée, ou ce navigateur n’a pas encore été admis. Envoyez { $command } au bot : il vous donne un lien qui ouvre cette page.
page-left_title = Vous avez quitté le TwinSpace
page-left = Personne ne peut plus lire le TwinSpace dans ce navigateur. Pour revenir, envoyez { $command } au bot.

page-places = Ce TwinSpace
page-classroom = Salle de classe
page-staff_room = Salle des enseignants
page-pupils = Élèves
page-app_link = Appli
page-leave = Quitter
page-to_box = Écrire un message
page-messages = Messages, le plus récent à la fin
page-older = Voir les messages plus anciens
page-newest = Revenir aux plus récents
page-show_new = Voir les nouveaux messages
page-somebody = Quelqu’un
page-you = moi
page-teacher = enseignant
page-you_are_teacher = Vous êtes { $name }
page-you_are = Tu es { $name }
page-talk_empty = Personne n’a encore écrit. À vous de commencer.
page-talk_not_ready = Cette salle est en préparation. Appuyez sur « Voir les nouveaux messages » dans une minute.
page-talk_away = Impossible d’afficher les messages pour l’instant. Rien n’est perdu. Appuyez sur « Voir les nouveaux messages » dans une minute.
page-talk_waiting = Le message est en route. Appuyez sur « Voir les nouveaux messages » dans un instant pour le voir.
page-talk_lost = Le message n’a pas pu être remis. Il est encore dans la case : réessayez dans un instant.
page-write = Écrire à tout le monde
page-write_pupil_hint = Pas de nom complet, d’adresse ni de numéro de téléphone.
page-write_hint = Tous les élèves et enseignants du projet peuvent le lire.
page-write_staff = Écrire aux enseignants
page-write_staff_hint = Seuls les enseignants du projet peuvent le lire.
page-write_in_app = Ici, vous pouvez lire. Pour écrire, utilisez votre application Matrix, où vous êtes { $user }.
page-account_not_ready = Votre compte pour ce TwinSpace est en préparation. Revenez dans une minute.
page-read_only = Ce projet est clos. Tout reste lisible, mais rien ne peut être ajouté.
page-send = Envoyer

page-app_title = Utiliser une application Matrix
page-app = Avec une application Matrix sur votre téléphone ou votre ordinateur, vous lisez le TwinSpace sans nouveau lien à chaque fois, et vous voyez aussitôt quand quelqu’un écrit.
page-app_open = Montrez-moi comment me connecter
page-app_when = Préparez d’abord l’application : ce que vous recevrez fonctionne une seule fois, pendant cinq minutes.
page-app_ready = Connectez votre application avec ceci. Le TwinSpace de votre projet y est déjà.
page-app_own = Vous êtes dans ce TwinSpace avec votre propre compte, { $user }. Ouvrez votre application Matrix et acceptez l’invitation : vous y trouverez la salle de classe et la salle des enseignants.

page-pupils_add_title = Ajouter des élèves
page-pupils_names = Pseudonymes, un par ligne
page-pupils_hint = Des noms inventés comme « Renard bleu 7 », pas de noms complets. Chaque élève reçoit un billet avec un code et n’a besoin de rien d’autre pour entrer : ni e-mail, ni numéro de téléphone.
page-pupils_add = Ajouter
page-pupils_sure = Ce sont des pseudonymes, ajoutez-les
page-pupils_no_guard =
    On ne peut pas ajouter d’élèves pour l’instant. Il manque au serveur de messagerie le gardien qui protège les élèves dans leur salle ; sans lui, nous n’admettons aucun élève.
    Prévenez la personne qui gère ce service : elle saura quoi faire.
page-pupils_guard_unknown = On ne peut pas ajouter d’élèves en ce moment : le serveur de messagerie ne répond pas. Revenez dans quelques minutes.
page-pupils_closed = Ce projet est clos ; on ne peut plus ajouter d’élèves.
page-pupils_inside = { $count ->
        [one] { $count } élève de votre établissement
       *[other] { $count } élèves de votre établissement
    }
page-pupils_slip_hint = Un nouveau billet rend l’ancien inutilisable aussitôt : utile si un billet est perdu, ou si quelqu’un d’autre l’a vu.
page-pupils_twice_sent = C’était déjà fait ; rien n’a été fait deux fois. Les billets ne s’affichent qu’une fois : si vous n’avez pas pu en imprimer un, faites-en un nouveau ci-dessous.
page-pupils_locked = Le billet est bloqué, après dix essais.
page-pupils_new_slip = Nouveau billet
page-pupils_new_slip_for = Nouveau billet pour { $name }
page-pupils_out = Retirer
page-pupils_out_of = Retirer { $name }
page-pupils_out_means = { $name } quitte le TwinSpace, et son billet ne fonctionne plus. Ses messages restent. Pour annuler, ajoutez de nouveau l’élève : cela crée un nouveau billet.
page-pupils_others = Élèves des établissements partenaires
page-slips_title = Billets à imprimer
page-slips = Imprimez-les ou copiez-les maintenant : pour la sécurité des élèves, les codes ne s’affichent qu’une fois. Si un billet se perd, vous en ferez un nouveau dans la liste des élèves.
page-slip_how = Ouvre { $address } et tape ce code.
page-slips_back = Retour aux élèves

page-class_title = Vers ta classe
page-code = Le code de ton billet
page-code_hint = Majuscules ou minuscules, avec ou sans tiret : c’est pareil.
page-code_typed = Ce que tu avais écrit. Tu le retrouveras dans la case quand tu seras de nouveau dans la classe.
page-enter = Entrer
page-code_empty = Tape le code de ton billet.
page-code_wrong = Ce n’est pas tout à fait ça. Regarde bien ton billet et réessaie. Si ça ne marche toujours pas, demande à ton enseignant.
page-code_locked = Ce billet est bloqué, parce qu’il a été mal tapé trop souvent. Demande un nouveau billet à ton enseignant.
page-code_ended = Ce projet est terminé, et ses billets ne fonctionnent plus. Ton enseignant en sait plus.
page-code_slower = Trop de codes faux sont venus d’ici. Attends une minute, puis réessaie.
page-pupil_left = C’est bon, tu as quitté la classe. La place est libre.
page-pupil_ended = Tu es dehors. Tape ton code pour revenir. S’il ne marche pas, demande à ton enseignant.

page-homeserver_away_title = Le serveur de messagerie fait une pause
page-homeserver_away = Rien n’est perdu. Réessayez dans une minute.
page-database_away_title = Un petit instant
page-database_away = Nous n’avons pas accès à nos notes en ce moment. Rien n’a été modifié. Réessayez dans une minute.
page-broken_title = Quelque chose n’a pas marché
page-broken = C’est notre faute, et nous en avons pris note. Revenez en arrière et réessayez ; si cela continue, prévenez la personne qui gère ce service.
page-not_found_title = Il n’y a rien ici
page-not_found = L’adresse est peut-être mal écrite, ou la page a changé de place.
page-too_large_title = C’est trop à la fois
page-too_large = Revenez en arrière et envoyez moins.
page-foreign_form_title = Ceci ne vient pas de notre page
page-foreign_form = Pour votre sécurité, nous n’acceptons que ce qui est envoyé depuis nos propres pages. Ouvrez la page ici et réessayez.
