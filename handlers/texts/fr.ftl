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
    Choisissez ci-dessous, ou regardez ce que je sais faire.
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
choices-hint_words = Ou répondez par l’un de ces mots.

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
help-topics =
    De quoi s’agit-il ?
    { $all } donne toutes les commandes.
topic-partners = Partenaires et contacts
topic-projects = Projets
topic-groups = Groupes
topic-seminars = Séminaires et rencontres
topic-desk = Décisions
topic-me = Moi
topic-chat = Cette conversation
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
help-idea = Publier une idée de projet
help-ideas = Idées de projets
help-mycode = Mon code pour les rencontres
help-groups = Groupes d’enseignants
help-post = Écrire à un groupe
help-kits = Des projets prêts à l’emploi
help-projects = Mes projets
help-project = Ouvrir un projet, ou en commencer un
help-twinspace = Ouvrir un TwinSpace
help-bridge = Relier la salle des professeurs à un groupe Telegram
help-room = Lire et écrire dans la salle des professeurs
help-pupils = Ajouter des élèves
help-label = Label de qualité
help-queue = Ce qui attend ma décision
help-coordinators = Coordinateurs de mon pays
help-stats = Les chiffres de mon pays, mois par mois

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
form-of_field = { $field } : { $problem }
form-too_long = C’est trop long : { $most } caractères au plus, s’il vous plaît.
form-too_small = Au moins { $least }, s’il vous plaît.
form-too_big = Au plus { $most }, s’il vous plaît.
form-ages = Écrivez deux âges, par exemple 9-12.
form-ages_between = eTwinning s’adresse aux élèves de 3 à 20 ans. Écrivez des âges compris entre les deux.

## Times as people type them

when-today = aujourd’hui
when-tomorrow = demain

## Registering

register-name =
    Quels sont votre prénom et votre nom ?
    (/cancel arrête à tout moment ; vos réponses sont gardées.)
register-country = Dans quel pays enseignez-vous ? Choisissez-le, ou écrivez son nom.
register-school = Quel est votre établissement ? Écrivez une partie de son nom.
register-school_new = Mon établissement n’y est pas : l’ajouter
register-school_again = Chercher à nouveau
register-school_name = Cet établissement n’est pas encore dans notre liste. Quel est son nom complet ?
register-school_town = Dans quelle ville se trouve-t-il ?
register-school_kind = De quel type d’établissement s’agit-il ?
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
    Pour répondre, appuyez sur le bouton <b>Répondre</b> ci-dessous, ou utilisez « Répondre » sur ce message.
register-reason_proof = Votre preuve ne montre pas que vous enseignez
register-reason_school = L’établissement dit ne pas vous connaître
register-reason_twice = Vous êtes déjà inscrit dans une autre application
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
    { $talk }
status-answer = Répondre
status-reply = Que souhaitez-vous répondre ?
status-reply_file =
    Que souhaitez-vous répondre ? Une photo ou un fichier peut aussi être la réponse.
    Seule la coordination le voit, et il est supprimé une fois la décision prise.
status-no_file =
    On ne peut pas envoyer de photo ni de fichier ici : votre réponse est lue en mots.
    Écrivez ce qu’on y voit, ou demandez comment le montrer autrement.
status-replied =
    C’est envoyé. Votre bureau d’assistance national va l’examiner, et nous vous répondrons ici.
status-refused =
    Votre inscription n’a pas pu être confirmée ({ $since }). La raison :
    « { $reason } »
status-again = M’inscrire de nouveau
status-appeal_button = Demander au bureau d’assistance central
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
    }{ $lines ->
        [0] { "" }
       *[other] { "\u000A" }{ $counts }
    }

    { $card }
queue-person_appeals =
    { $card }
    Un recours : « { $note } »
queue-aged =
    { $card }
    { $days ->
        [0] Arrivée aujourd’hui
        [one] Attend depuis un jour
       *[other] Attend depuis { $days } jours
    }
queue-empty_here =
    { $outcome }
    Plus rien n’attend ici. D’autres fiches attendent.
queue-all_kinds = Toutes les fiches
queue-not_your_country = Vous ne coordonnez pas ce pays
queue-count_people = { $count ->
    [one] une personne
   *[other] { $count } personnes
}
queue-count_projects = { $count ->
    [one] un projet
   *[other] { $count } projets
}
queue-count_groups = { $count ->
    [one] un groupe
   *[other] { $count } groupes
}
queue-count_labels = { $count ->
    [one] un label
   *[other] { $count } labels
}
queue-count_reports = { $count ->
    [one] un signalement
   *[other] { $count } signalements
}
queue-count_room_reports = { $count ->
    [one] un signalement de TwinSpace
   *[other] { $count } signalements de TwinSpace
}
queue-count_appeals = { $count ->
    [one] un recours contre une suspension
   *[other] { $count } recours contre une suspension
}
queue-of_country = { $country } { $count }
queue-of_others = autres { $count }
queue-with_line =
    { $card }
    { $line }
queue-looks_at = { $name } regarde cette fiche. Vous pouvez décider quand même : le premier appui compte.
queue-take_over = Reprendre
queue-taken_over = C’est à vous maintenant
queue-passed_by = Confiée par { $name } : « { $words } »
queue-passed_by_plain = Confiée par { $name }
queue-pass = Confier
queue-pass_to = Qui doit décider ? Vous pouvez toujours décider aussi.
queue-pass_nobody = Personne d’autre ne peut décider de cette fiche en ce moment ; elle reste chez vous.
queue-back = Retour à la file
queue-pass_words = Que faut-il savoir ? Une phrase suffit.
queue-passed = Confiée à { $name }
queue-passed_you =
    { $name } vous demande de décider : « { $words } »

    { $card }
queue-passed_you_plain =
    { $name } vous demande de décider :

    { $card }
queue-talk =
    { $card }
    { $lines }
queue-talk_service = Nous avons demandé : « { $text } »
queue-talk_person = Réponse : « { $text } »
queue-talk_them = On vous a demandé : « { $text } »
queue-talk_you = Vous avez répondu : « { $text } »
queue-nudge_project =
    Ce projet vous attend toujours :

    { $card }
router-suspended = Votre inscription est suspendue ; ceci doit donc attendre. « Où en suis-je ? » dit pourquoi, et comment déposer un recours.
profile-suspended = Tant que votre inscription est suspendue, votre établissement ne peut pas changer.
merge-suspended = L’une des deux inscriptions est suspendue ; elles ne peuvent pas être réunies maintenant.
project-waits_for_you = { $country } vous a posé une question
project-reminded = « { $title } » attend depuis le { $since }. Nous avons relancé aujourd’hui les bureaux d’assistance nationaux.
roomreports-nudge = Un signalement venu de « { $title } » est ouvert depuis le { $since }.
help-suspensions = Qui est suspendu, et trouver quelqu’un
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
queue-ask_words = Que voulez-vous demander ? Votre texte sera lu tel quel. { $answer }
queue-answer_words = La réponse vient en mots : on ne peut envoyer ici ni photo ni fichier.
queue-answer_file = La réponse vient en mots, ou en photo ou fichier, gardé comme preuve.
queue-refuse_words = Quelle est la raison ? Votre texte sera lu tel quel.
queue-approved = { $name } : inscription validée
queue-asked = { $name } : question envoyée
queue-refused = { $name } : inscription refusée, raison transmise
queue-project_approved = « { $title } » est approuvé
queue-project_refused = « { $title } » est retourné à ses fondateurs, avec votre raison
queue-project_asked = La question est partie aux fondateurs de « { $title } »
queue-already = Cette fiche avait déjà été traitée ; rien n’a été modifié
queue-not_there = Cette fiche est décidée, ou elle est pour quelqu’un d’autre
queue-gone = Cette fiche n’existe plus
queue-no_words = Sur un signalement venu d’un TwinSpace, rien ne s’écrit ici : décidez avec les boutons
queue-not_yours = La décision sur cette fiche revient à quelqu’un d’autre
queue-reminded_appeal =
    Votre inscription attend depuis le { $since }. Nous avons relancé aujourd’hui le bureau d’assistance central.
    Vous n’avez rien à faire.
queue-reminded =
    Votre inscription attend depuis le { $since }. Nous avons relancé aujourd’hui le bureau d’assistance national ({ $country }).
    Vous n’avez rien à faire.

claim-usage = Écrivez le code après la commande : <code>/claim CODE</code>.
claim-unknown =
    Ce code n’est pas valable, ou il a déjà servi.
    Merci d’en demander un nouveau.
claim-already = Vous coordonnez déjà : { $service }. Le code n’a pas servi ; la personne à inviter peut encore l’utiliser.
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
coordinators-appoint = Choisir un enseignant
coordinators-dismiss = Retirer quelqu’un
coordinators-whom = Qui va coordonner ({ $service }) ? Tapez une partie du nom d’un enseignant validé.
coordinators-check =
    { $card }
    Cette personne doit-elle coordonner ({ $service }) ?
coordinators-check_yes = Oui, nommer
coordinators-appointed = Vous coordonnez maintenant : { $service }. Ce qui vous attend est dans votre file.
coordinators-was_appointed = { $name } coordonne maintenant : { $service }.
coordinators-already = { $name } coordonne déjà.
coordinators-dismiss_whom = Qui ne coordonne plus ({ $service }) ?
coordinators-dismiss_yes = Oui, retirer
coordinators-sure = { $name } ne doit plus coordonner ({ $service }) ? La personne le saura et pourra être invitée de nouveau.
coordinators-sure_self = Vous ne voulez plus coordonner ({ $service }) ? Un collègue pourra vous inviter de nouveau.
coordinators-last = Il n’y a que vous pour coordonner ({ $service }). Invitez d’abord quelqu’un ; ensuite, vous pourrez vous retirer.
coordinators-was_dismissed = { $name } ne coordonne plus ({ $service }).
coordinators-dismissed = Vous ne coordonnez plus ({ $service }). Merci pour votre travail. Vous restez membre d’eTwinning comme avant.

## Ambassadors

ambassadors-all =
    { $countries }
ambassadors-of =
    <b>{ $country }</b>
    { $names }
ambassadors-none = personne pour l’instant
ambassadors-which = Chaque ambassadeur l’est pour un pays. Nommez ce pays après la commande : { $command }
ambassadors-appoint = Nommer quelqu’un de plus : { $country }
ambassadors-dismiss = Retirer { $name }
ambassadors-whom = Qui sera ambassadeur ({ $country }) ? Tapez une partie du nom d’un enseignant validé.
ambassadors-check =
    { $card }
    Cette personne doit-elle devenir ambassadrice ({ $country }) ?
ambassadors-check_yes = Oui, nommer
ambassadors-appointed =
    Vous voilà ambassadeur eTwinning ({ $country }).
    Les nouveaux enseignants validés se voient proposer votre contact, et votre nom porte un insigne.
ambassadors-was_appointed = { $name } est maintenant ambassadeur et le sait.
ambassadors-already = { $name } est déjà ambassadeur.
ambassadors-undo = Annuler
ambassadors-is_none = { $name } n’est pas ambassadeur.
ambassadors-sure = { $name } ne doit plus être ambassadeur ? La personne le saura.
ambassadors-dismiss_yes = Oui, retirer
ambassadors-dismissed = Vous n’êtes plus ambassadeur eTwinning. Merci pour votre travail.
ambassadors-was_dismissed = { $name } n’est plus ambassadeur.
ambassadors-offer = { $name } est ambassadeur dans votre pays et aide pour les premiers pas. Voulez-vous lui écrire ?
ambassadors-ask = Écrire à { $name }
card-ambassador = { $name } ★ ambassadeur ({ $school }, { $country })
help-ambassadors = Les ambassadeurs de mon pays

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
partners-save = Enregistrer cette recherche
partners-tell = Le préciser
partners-tell_more = { $count ->
        [one] Une personne qui vous correspond a
       *[other] { $count } personnes qui vous correspondent ont
    } précisé { $what }. Faites-le aussi, et vous verrez qui convient le mieux.
partners-because_hours = { $hours ->
        [one] une heure commune par semaine ({ $days })
       *[other] { $hours } heures communes par semaine ({ $days })
    }
partners-because_pupils = à peu près autant d’élèves ({ $pupils })
partners-because_weeks = { $weeks } des { $ahead } prochaines semaines avec école des deux côtés
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
contacts-edit_too_long = Votre modification dépasse { $most } caractères ; l’autre personne lit donc toujours l’ancien texte. Envoyez plutôt le reste dans un nouveau message.
contacts-file =
    <b>{ $name }</b> vous envoie un fichier.
    { $text }
contacts-message =
    <b>{ $name }</b> :
    { $text }

contacts-code_link =
    À montrer lors d’une rencontre. Qui ouvre le lien, ou écrit la commande au bot, dans les { $days } jours vous demande comme contact :
    { $link }
    { $command }
contacts-request_idea =
    { $card } aimerait travailler avec vous sur « { $idea } » :
    « { $words } »
contacts-search_on = Continuer à chercher
contacts-more = Plus
contacts-one =
    { $card }
    Que souhaitez-vous faire ?
contacts-meet = Se rencontrer
contacts-next_page = Autres contacts
contacts-back_to = Retour à { $name }
contacts-show_address = Montrer mon adresse ici
contacts-show_sure = Montrer votre adresse { $address } à { $name } ? On pourra alors vous écrire sans passer par le bot.
contacts-show_yes = Oui, la montrer
contacts-shown = { $name } voit maintenant votre adresse.
contacts-no_address = Vous n’avez pas de nom d’utilisateur dans cette application. Choisissez-en un dans ses réglages, puis revenez ici.
contacts-address =
    { $name } vous montre son adresse { $app } :
    { $address }
contacts-on_telegram = sur Telegram
contacts-on_matrix = sur Matrix
contacts-remove = Retirer
contacts-remove_sure = Retirer { $name } de vos contacts ? Vous ne pourrez plus vous écrire. Vos projets communs restent.
contacts-remove_yes = Oui, retirer
contacts-removed = { $name } n’est plus parmi vos contacts.
contacts-block = Bloquer
contacts-blocked = Personnes bloquées
contacts-report = Signaler

## Blocking and reporting

blocks-done =
    C’est bloqué. Vous n’entendrez plus parler l’un de l’autre ici.
    L’autre personne n’en sait rien.
blocks-undo = Annuler
blocks-undo_name = Débloquer { $name }
blocks-undo_somebody = Débloquer quelqu’un (n° { $number })
blocks-undone = Le blocage est levé. Ce qu’il y avait entre vous est rétabli.
blocks-none = Vous n’avez bloqué personne.
blocks-all = { $count ->
        [one] Vous avez bloqué une personne.
       *[other] Vous avez bloqué { $count } personnes.
    } Qui voulez-vous débloquer ?

reports-words =
    Que se passe-t-il ? Une ou deux phrases suffisent.
    Seuls les coordinateurs des deux pays le lisent ; l’autre personne n’en sait rien.
reports-done = Merci de nous l’avoir dit. Les coordinateurs s’en occupent. En cas d’urgence, appelez le 112.
reports-new =
    Un signalement pour vous :

    { $card }
reports-nudge =
    Ce signalement vous attend toujours :

    { $card }
reports-card =
    Concerne : { $about }
    De : { $reporter }, { $since }
    « { $words } »
    Ce qui était écrit : { $frozen }
reports-nothing = rien
reports-noted = Vu
reports-top = Signalements
reports-closed = C’est noté ; vous vous en occupez
reports-closed_before = Quelqu’un d’autre s’en occupait déjà
suspending-warn = Avertir
suspending-suspend = Suspendre
suspending-lift = Lever la suspension
suspending-keep = La maintenir
suspending-own_school = Vous enseignez dans le même établissement ; quelqu’un d’autre décide donc pour cette personne
suspending-joined = Vous avez un projet en commun, ou l’un de vous a signalé l’autre ; quelqu’un d’autre décide donc
suspending-central_lifts = Le bureau d’assistance central a décidé de cette suspension ; lui seul peut la lever
suspending-context = Avant : signalements ouverts { $reports }, avertissements { $warned }, suspensions { $suspended }
suspending-whom =
    Choisissez une personne pour voir ce que vous pouvez faire.
suspending-whom_more = { $count } personnes sont suspendues ; voici les premières. Pour en trouver une autre, tapez { $command }.
suspending-nobody = Personne de vos pays ne porte ce nom. Tapez-le ainsi : { $command }.
suspending-none = Personne de vos pays n’est suspendu. Pour trouver quelqu’un, tapez { $command }.
suspending-card =
    { $card }
    { $lines }
suspending-is_suspended = Suspension { $until } : « { $reason } »
suspending-until = jusqu’au { $day }
suspending-until_lifted = jusqu’à ce qu’elle soit levée
suspending-week = Une semaine
suspending-month = Un mois
suspending-warn_words = Que voulez-vous dire à { $name } ? La personne lira exactement ce que vous tapez.
suspending-warn_check =
    Faut-il avertir { $name } ? La personne lira :
    « { $words } »
suspending-warn_yes = Oui, avertir
suspending-check =
    Faut-il suspendre { $name } ({ $until }) ? La personne lira :
    « { $reason } »
suspending-check_yes = Oui, suspendre
suspending-was_warned = Avertissement envoyé à { $name }
suspending-warned =
    Un avertissement de votre bureau d’assistance national :
    « { $words } »
    Il est consigné. En cas de récidive, votre inscription pourra être suspendue.
suspending-ask_lasts = Combien de temps dure la suspension de { $name } ? Vous pouvez la lever à tout moment.
suspending-ask_reason = Pourquoi suspendre { $name } ? La personne lira exactement ce que vous tapez.
suspending-ask_because = Choisissez un motif, que { $name } lira. Rien du signalement ne passe par un chat.
suspending-reason_contact = Contact non autorisé avec des élèves
suspending-reason_words = Mots ou images déplacés devant des élèves
suspending-reason_data = Noms, images ou données d’élèves transmis
suspending-reason_rules = Règles du TwinSpace non respectées
suspending-was_suspended = L’inscription de { $name } est suspendue ({ $until }) ; la personne est hors de toutes les salles et sait pourquoi et comment déposer un recours.
suspending-was_lifted = La suspension de { $name } est levée
suspending-was_upheld = La suspension de { $name } est maintenue ; la personne sait pourquoi
suspending-told =
    Votre inscription est suspendue { $until } : « { $reason } »
    Jusque-là, vous êtes hors de vos salles et groupes ; vous gardez votre place dans vos projets.
    Si c’est une erreur, vous pouvez déposer un recours auprès du bureau d’assistance central.
suspending-ended = Votre suspension est terminée, { $name }. Vous retrouvez vos projets et vos groupes.
suspending-upheld =
    Le bureau d’assistance central a examiné votre recours. La suspension est maintenue { $until } : « { $reason } »
suspending-asked =
    Le bureau d’assistance central demande, à propos de votre recours : « { $note } »
suspending-status =
    Votre inscription est suspendue { $until } : « { $reason } »
    Si c’est une erreur, vous pouvez déposer un recours auprès du bureau d’assistance central.
suspending-status_asked =
    Votre inscription est suspendue { $until } : « { $reason } »
    Le bureau d’assistance central attend votre réponse :
    { $talk }
suspending-status_appealed =
    Votre inscription est suspendue { $until } : « { $reason } »
    Le bureau d’assistance central examine votre recours depuis le { $since } ; la réponse arrivera ici.
suspending-status_upheld =
    Votre inscription est suspendue { $until } : « { $reason } »
    Le bureau d’assistance central a décidé de votre recours du { $since } : elle est maintenue.
suspending-appeal_new =
    Un recours contre une suspension :

    { $card }
suspending-appeal_nudge =
    Ce recours vous attend toujours :

    { $card }
suspending-appeal_card =
    { $person }
    Suspension décidée par { $by }, { $until } : « { $reason } »
    Le recours : « { $appeal } »
suspending-appeal_card_plain =
    { $person }
    Suspension décidée par { $by }, { $until } : « { $reason } »
    La personne demande de revoir la décision.
suspending-appeal_plain =
    Il s’agit d’un signalement venu d’un TwinSpace : rien ne s’en écrit dans un chat.
    Le bureau d’assistance central doit-il revoir la décision ? Vous pouvez le demander une fois.
suspending-appeal_yes = Merci de revoir la décision
reports-not_yours = Ce signalement est pour quelqu’un d’autre

## My class

class-mine = Ma classe
class-all =
    Élèves : { $pupils }
    Du temps pour un projet : { $hours }
    Sans école : { $breaks }
class-untold = non précisé
class-break = du { $first } au { $last }
class-pupils = Nombre d’élèves
class-hours = Nos moments libres
class-breaks = Nos vacances
class-ask_pupils = Combien d’élèves y a-t-il dans votre classe ? Une classe partenaire de même taille facilite le travail.
class-ask_hours = Quand votre classe a-t-elle du temps pour un projet dans une semaine normale ? Plusieurs choix sont possibles.
class-ask_breaks =
    Quand n’y a-t-il pas école dans les mois qui viennent ? Écrivez des jours ou des semaines du calendrier, par exemple :
    21.12. - 6.1., 16.2. - 20.2.
    52, 1, 8
class-no_days = Je n’ai pas compris tous ces jours. Par exemple : 21.12. - 6.1., ou des semaines : 52, 1.
class-what_subjects = ce qu’ils enseignent
class-what_languages = leurs langues
class-what_ages = l’âge de leurs élèves
class-what_hours = quand leur classe a du temps
class-what_pupils = combien d’élèves ils ont
class-what_breaks = quand ils n’ont pas école
class-mondays = lundi
class-tuesdays = mardi
class-wednesdays = mercredi
class-thursdays = jeudi
class-fridays = vendredi
class-mon_morning = Lun. matin
class-mon_midday = Lun. midi
class-mon_afternoon = Lun. après-midi
class-tue_morning = Mar. matin
class-tue_midday = Mar. midi
class-tue_afternoon = Mar. après-midi
class-wed_morning = Mer. matin
class-wed_midday = Mer. midi
class-wed_afternoon = Mer. après-midi
class-thu_morning = Jeu. matin
class-thu_midday = Jeu. midi
class-thu_afternoon = Jeu. après-midi
class-fri_morning = Ven. matin
class-fri_midday = Ven. midi
class-fri_afternoon = Ven. après-midi

## Saved searches and matches

searches-mine = Mes recherches enregistrées
searches-saved =
    Enregistré. Dès qu’une nouvelle personne correspond, vous l’apprenez ici, au plus une fois par jour.
searches-enough = Vous avez déjà { $most } recherches enregistrées. Supprimez-en une d’abord.
searches-none = Vous n’avez aucune recherche enregistrée. Cherchez des partenaires et appuyez sur « Enregistrer cette recherche ».
searches-all =
    Vos recherches enregistrées :
    { $searches }
searches-line = { $place }. { $wishes }
searches-anybody = toutes les personnes qui correspondent
searches-delete = Supprimer le n° { $place }
searches-stopped = Vous ne recevrez plus de propositions. Vos recherches restent enregistrées.
searches-on = M’annoncer les propositions

matches-found =
    Une classe qui vous correspond{ $count ->
        [one] {""}
       *[other] {" "}(une sur { $count })
    } :
    <b>{ $country }</b> · { $kind } · élèves de { $ages } ans
    { $subjects } · { $languages }
    { $about }
    <i>{ $reasons }</i>
matches-wants =
    Quelqu’un aimerait travailler avec vous{ $count ->
        [one] {""}
       *[other] {" "}(une proposition sur { $count })
    } :
    <b>{ $country }</b> · { $kind } · élèves de { $ages } ans
    { $subjects } · { $languages }
    { $about }
    <i>{ $reasons }</i>
matches-interested = Cela m’intéresse
matches-not_for_me = Pas pour moi
matches-stop = Ne plus m’en parler
matches-noted = C’est noté. Si l’intérêt est partagé, vous deviendrez contacts. D’ici là, votre nom reste caché.
matches-noted_hidden = C’est noté. L’autre personne ne l’apprendra que si les partenaires peuvent vous trouver. Le peuvent-ils ?
matches-hidden = Vous ne verrez plus cette proposition.
matches-undo = Faire revenir la dernière
matches-shown_again = Cette proposition peut vous être montrée de nouveau.
matches-both =
    L’intérêt est partagé. Vous êtes maintenant en contact :
    { $card }
matches-gone = Cette personne ne reçoit pas de demande en ce moment.

## Ideas

ideas-new = Publier une idée
ideas-browse = Toutes les idées
ideas-mine = Mes idées
ideas-ask_title = Comment s’appelle votre idée ?
ideas-ask_text = Que feraient les classes ensemble ? Quelques phrases suffisent.
ideas-ask_ages = Pour des élèves de quel âge ?
ideas-ask_languages = Dans quelles langues ?
ideas-ask_subjects = Pour quelles matières ?
ideas-ask_countries = Cherchez-vous des partenaires de certains pays ? Écrivez leurs noms, séparés par des virgules, ou passez.
ideas-ask_start = Quand cela doit-il commencer ? Choisissez un mois, ou écrivez-le.
ideas-not_near = Choisissez un mois de l’année et demie à venir.
ideas-ask_send =
    <b>{ $title }</b>
    { $text }
    { $subjects } · { $languages } · élèves de { $ages } ans
    Début : { $start }
    Les enseignants la voient 30 jours, sans votre nom. Dois-je la publier ?
ideas-post = Publier
ideas-card =
    <b>{ $title }</b> ({ $country })
    { $text }
    { $subjects } · { $languages } · élèves de { $ages } ans
    Début : { $start }
ideas-card_wanted =
    <b>{ $title }</b> ({ $country })
    { $text }
    { $subjects } · { $languages } · élèves de { $ages } ans
    Début : { $start } · Pays souhaités : { $wanted }
ideas-found =
    { $card }
    { $place } sur { $count }
ideas-interested = Cela m’intéresse
ideas-own =
    { $card }
    { $days ->
        [0] Visible jusqu’à aujourd’hui
        [one] Visible encore un jour
       *[other] Visible encore { $days } jours
    }
ideas-posted =
    C’est publié. Qui s’y intéresse vous envoie une demande ; vous l’apprendrez ici.
    { $card }
    { $days ->
        [0] Visible jusqu’à aujourd’hui
        [one] Visible encore un jour
       *[other] Visible encore { $days } jours
    }
ideas-changed =
    C’est modifié.
    { $card }
    { $days ->
        [0] Visible jusqu’à aujourd’hui
        [one] Visible encore un jour
       *[other] Visible encore { $days } jours
    }
ideas-renewed =
    C’est prolongé.
    { $card }
    { $days ->
        [0] Visible jusqu’à aujourd’hui
        [one] Visible encore un jour
       *[other] Visible encore { $days } jours
    }
ideas-ending = Votre idée « { $title } » est visible jusqu’au { $day }. La montrer 30 jours de plus ?
ideas-change = Modifier
ideas-change_what = Que souhaitez-vous modifier ?
ideas-title = Titre
ideas-text = Texte
ideas-countries = Pays
ideas-start = Début
ideas-renew = Prolonger
ideas-withdraw = Retirer
ideas-withdrawn = « { $title } » n’est plus visible.
ideas-back = La montrer à nouveau
ideas-enough = Vous avez déjà { $most } idées. Retirez-en une d’abord.
ideas-all_mine = { $count ->
        [one] Vous avez une idée.
       *[other] Vous avez { $count } idées.
    } Laquelle voulez-vous voir ?
ideas-none_mine = Vous n’avez encore publié aucune idée.
ideas-nothing = Aucune idée ne correspond encore. La vôtre pourrait être la première.
ideas-end = C’était la dernière. Revenez dans quelques jours, ou publiez la vôtre.
ideas-gone = Cette idée n’est plus visible.

## Files

files-too_big =
    Ce fichier est trop gros pour être transmis : la limite est de { $most } Mo.
    Envoyez-en un plus petit, ou un lien.
files-gone =
    { $text }

    Un fichier accompagne ce message, mais il n’a plus pu être récupéré.
delivery-taken_back = Ceci a été retiré.
files-gone_alone = Un fichier accompagne le message suivant, mais il n’a plus pu être récupéré.

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
project-ask_description = Décrivez-le en quelques phrases : que vont faire les élèves ensemble ? Une fois le projet approuvé, tout le monde peut lire ce texte sur le portail : ne nommez donc personne.
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
project-founder_gone = « { $title } » ne peut pas reprendre : un projet a deux fondateurs, et l’un d’eux n’est plus là. Tout peut encore être lu et enregistré. Pour travailler de nouveau ensemble, préparez un nouveau projet.
project-save = L’enregistrer dans un fichier
projects-archive = Projets archivés
project-closed_until = clos ; ses élèves sont effacés le { $until }
project-close_sure_pupils =
    Voulez-vous clore « { $title } » ? Son TwinSpace reste lisible, mais personne ne peut plus y écrire. Vous pouvez le rouvrir, avec tout le monde, jusqu’au { $until } : ce jour-là, ses élèves sont effacés.
project-closed_pupils =
    « { $title } » est clos (par { $name }). Son TwinSpace reste lisible. Le { $until }, ses élèves sont effacés, avec ce qu’ils ont écrit ; rouvert avant, tout est comme avant.
project-reopened_teachers = « { $title } » est rouvert (par { $name }), pour ses enseignants : ses élèves ont été effacés.
project-erased_soon =
    Le { $until }, les élèves de « { $title } » seront effacés, avec ce qu’ils y ont écrit. Gardez ce dont votre classe a encore besoin ; un fondateur peut rouvrir le projet avant cette date.
project-step_back_pupils = Nous retirer, mes élèves et moi
project-step_back_sure =
    Votre établissement quitte « { $title } » ; ce qui y a été fait reste. { $count ->
        [0] Il n’y a pas d’élèves.
        [one] Le billet de votre élève prend fin.
       *[other] Les billets de { $count } élèves prennent fin.
    } Ou un collègue continue : votre code en fait un contact à inviter.
project-step_back_yes = Oui, nous nous retirons
project-name_colleague = Mon code pour un collègue
project-stepped_back = { $school } se retire de « { $title } ». Ce que ses élèves et ses enseignants ont fait reste.
project-end_part = Mettre fin à une participation
project-end_whose = À la participation de quel établissement dans « { $title } » faut-il mettre fin ?
project-no_partner = En dehors des établissements fondateurs, il n’y en a pas dans ce projet.
project-end_reason = Pourquoi { $school } ne doit-il pas continuer ? Ses enseignants le liront.
project-end_sure =
    { $school } quitte alors le projet : { $count ->
        [0] aucun de ses élèves n’y est.
        [one] son élève quitte aussi les salons, et le travail reste.
       *[other] ses { $count } élèves quittent aussi les salons, et leur travail reste.
    } Vous pourrez inviter l’établissement de nouveau.
project-end_yes = Oui, y mettre fin
project-part_ended =
    { $name } a mis fin à la participation de votre établissement à « { $title } » : « { $reason } »
    Ce que vous avez fait ensemble reste.
project-school_out = { $school } n’est plus dans « { $title } ». Ce que ses élèves et ses enseignants ont fait reste.

## How a school of a project is

rhythm-weekly = une fois par semaine
rhythm-fortnightly = toutes les deux semaines
rhythm-monthly = une fois par mois
project-more = Plus
project-more_card =
    <b>{ $title }</b>
    Un signe de chaque établissement est attendu { $rhythm } ; passé ce délai, je le demande gentiment.
heartbeat-change = Changer le rythme
heartbeat-ask_rhythm =
    À quel rythme attendez-vous un signe de chaque établissement dans « { $title } » ? Pour l’instant : { $now }.
heartbeat-rhythm = Dans « { $title } », un signe de chaque établissement est désormais attendu { $now }.
heartbeat-nudge =
    Votre établissement est silencieux dans « { $title } ». Une ligne à vos partenaires suffit ; ce message n’est que pour vous et vos collègues.
heartbeat-still_in = Nous en sommes toujours
heartbeat-pause = Pause jusqu’au…
heartbeat-step_back = Nous retirer
heartbeat-leave_it = Laisser ainsi
heartbeat-may_step_back =
    Rien n’est venu de votre établissement dans « { $title } » depuis un bon moment. Vous pouvez faire une pause, ou vous retirer : les autres chercheront alors une autre classe, et personne ne vous en voudra.
heartbeat-shown =
    Rien n’est venu de { $school } dans « { $title } » depuis le { $since }. L’emploi du temps est peut-être chargé ; la question a été posée sur place.
heartbeat-offer =
    { $school } est silencieux dans « { $title } » depuis le { $since }. Nous avons demandé, et l’établissement peut se retirer. Que souhaitez-vous faire ?
heartbeat-replace = Chercher une autre classe
heartbeat-ask_until = Jusqu’à quand laisser { $school } en paix ? Choisissez, ou écrivez une date.
heartbeat-weeks =
    { $count ->
        [one] Une semaine : { $day }
       *[other] { $count } semaines : { $day }
    }
heartbeat-after_break = Fin des vacances : { $day }
heartbeat-go_on = Pas de pause
heartbeat-not_near = Choisissez un jour dans les six prochains mois, s’il vous plaît.
heartbeat-paused = { $school } fait une pause dans « { $title } » jusqu’au { $until }. Personne n’est relancé d’ici là.
heartbeat-goes_on = { $school } n’est plus en pause dans « { $title } ».

## The Quality Label

labelpoint-collaboration = Les élèves travaillent ensemble en ligne
labelpoint-technology = Usage du numérique
labelpoint-safety = Données, droits d’auteur, sécurité
labelpoint-pedagogy = Démarches pédagogiques
labelpoint-curriculum = Place dans les programmes
labelpoint-results = Résultats et documentation
label-no_project = Un label de qualité demande un projet qui a commencé.
label-which = Pour quel projet ?
label-national = « { $title } » a été fondé par deux établissements d’un même pays, et le label de qualité va aux projets de deux pays. Le travail compte tout autant ; un prochain, avec un partenaire à l’étranger, pourra l’avoir.
label-card =
    <b>Label de qualité pour « { $title } »</b>
    { $points }
    Choisissez ce pour quoi vous avez quelque chose ; de temps en temps suffit.
label-filed =
    C’est noté. <b>« { $title } »</b> jusqu’ici :
    { $points }
label-removed =
    Retiré. <b>« { $title } »</b> maintenant :
    { $points }
label-line =
    { $count ->
        [0] – { $point }
       *[other] ✓ { $point } ({ $count })
    }
label-line_compulsory =
    { $count ->
        [0] – { $point } <i>(obligatoire)</i>
       *[other] ✓ { $point } ({ $count })
    }
label-ask_evidence =
    <b>{ $point }</b> : qu’avez-vous fait, et où cela se voit-il ? Écrivez quelques phrases, avec un lien si vous voulez, ou envoyez un fichier. Rien d’un élève en particulier ici, s’il vous plaît : dites où c’est dans le TwinSpace.
label-enough = Cela suffit pour ce point : { $most } éléments sont notés. Retirez-en un pour en ajouter.
label-list = Ce qui est noté
label-back = Label de qualité
label-all_filed =
    { $count ->
        [one] Un élément est noté pour « { $title } ».
       *[other] { $count } éléments sont notés pour « { $title } ».
    }
label-filed_button = { $place }. { $point }
label-one =
    <b>{ $point }</b>, { $day }
    { $text }
label-one_file = <b>{ $point }</b>, { $day }
label-remove = Le retirer
label-apply = Faire le dossier
label-apply_yes = Oui, il est prêt
label-apply_sure = Le dossier pour « { $title } » est-il prêt ? Vous le recevez en document, et il compte comme déposé aujourd’hui.
label-apply_gaps = Rien n’est encore noté pour : { $missing }. C’est possible sans, avec moins de chances. Le dossier pour « { $title } » est-il prêt ? Il compte alors comme déposé aujourd’hui.
label-must = Sans ceci, pas de label : { $missing }. Notez d’abord quelque chose, s’il vous plaît.
label-too_early = Un dossier demande un projet presque terminé : clos, ou vieux de { $weeks } semaines. Vous pouvez continuer à noter d’ici là.
label-too_many = { $most } de vos dossiers comptent déjà cette année scolaire. Celui-ci pourra être fait à partir d’août ; rien de ce qui est noté n’est perdu.
label-handed_in = Le dossier pour « { $title } », en document. Il est noté comme déposé aujourd’hui ; envoyez-le à votre bureau d’assistance national.
label-send = L’envoyer au bureau d’assistance national
label-sent = Envoyé : « { $title } » est au bureau d’assistance national de ce pays : { $country }. La réponse arrivera ici.
label-stands =
    { $line }
label-waits = « { $title } » attend le bureau d’assistance national ({ $country }) depuis le { $since }
label-asks_you = « { $title } » : le bureau d’assistance national attend votre réponse depuis le { $since }
label-is_approved = « { $title } » a le label de qualité depuis le { $since }
label-is_refused = « { $title } » a été refusé le { $since } : « { $reason } »
label-review_card =
    Label de qualité pour « { $title } »
    { $person }
label-review_new =
    Une candidature au label de qualité à examiner :

    { $card }
label-review_nudge =
    Cette candidature vous attend toujours :

    { $card }
label-see = Lire la candidature
label-document = La candidature pour « { $title } »
label-not_yours = Quelqu’un d’autre décide de cette candidature, ou c’est déjà décidé.
label-approved = Félicitations : « { $title } » a le label de qualité !
label-refused =
    Le bureau d’assistance national n’a pas accordé le label de qualité à « { $title } » : « { $reason } »
    Vous pouvez compléter et envoyer de nouveau.
label-asked =
    Le bureau d’assistance national demande, à propos de votre candidature « { $title } » : « { $note } »
label-was_approved = « { $title } » a maintenant le label de qualité
label-was_refused = « { $title } » a été refusé, avec le motif que vous avez donné
label-was_asked = Question posée, à propos de « { $title } »
label-as_text = « { $title } » encore une fois en texte, à copier dans un formulaire.
label-paper_title = Candidature au label de qualité national eTwinning
label-paper_schools =
    { $count ->
        [one] un établissement dans le projet
       *[other] { $count } établissements dans le projet
    }
label-paper_date = déposé le { $day }
label-paper_nothing = rien de noté
label-paper_file = un fichier
label-paper_with_file = Avec : { $name }

card-person =
    <b>{ $name }</b>, { $role }
    { $school }, { $country }
    { $subjects } · { $languages } · élèves de { $ages } ans
card-school = { $name }, { $town }
card-no_school = sans établissement
card-colleague =
    <b>{ $name }</b>, { $role }
    { $school }
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

## Groups

groups-none =
    Vous n’êtes encore dans aucun groupe.
    Dans un groupe, des enseignants de nombreux pays échangent sur un thème.
groups-mine =
    Vos groupes :
    { $groups }
groups-line = <b>{ $title }</b> : { $state }
groups-line_asked = <b>{ $title }</b> : { $count ->
        [one] une personne demande à entrer
       *[other] { $count } personnes demandent à entrer
    }
groups-line_proposed = le bureau d’assistance central l’examine
groups-line_your_answer = le bureau d’assistance central attend votre réponse
groups-line_refused = refusé ; vous pouvez le modifier
groups-line_invited = une invitation vous attend
groups-line_waits = les modérateurs ont votre demande
groups-line_rests = au repos
groups-line_moderator = vous le modérez
groups-line_member = vous en êtes membre
groups-find = Trouver des groupes
groups-new_one = Proposer un groupe
groups-every = Tous les groupes
groups-found =
    Des groupes :
    { $groups }
groups-found_line = <b>{ $title }</b> · { $count ->
        [one] { $count } membre
       *[other] { $count } membres
    } · { $languages } · { $entry }
groups-nothing = Un tel groupe n’existe pas encore. Élargissez la recherche, ou proposez-en un.
groups-no_more = C’est tout. Élargissez la recherche, ou proposez votre propre groupe.
groups-by_words = Des mots
groups-unknown = Ce groupe n’existe pas, ou vous n’en êtes pas membre.

groups-card =
    <b>{ $title }</b>
    { $about }
    { $state }
groups-aims = Objectifs : { $aims }
groups-kinds = { $subjects } · { $languages }
groups-entry_open = Ouvert à tous les enseignants
groups-entry_request = Un modérateur répond aux demandes
groups-entry_invited = Sur invitation
groups-people = { $count ->
        [one] { $count } membre
       *[other] { $count } membres
    }. Modération : { $names }
groups-no_moderator = { $count ->
        [0] Personne n’y est pour l’instant.
        [one] Un membre, et personne pour modérer : le feriez-vous ?
       *[other] { $count } membres, et personne pour modérer : le feriez-vous ?
    }
groups-lines = { $lines }
groups-is_proposed = Le bureau d’assistance central l’examine depuis le { $since }.
groups-is_asked =
    Depuis le { $since }, le bureau d’assistance central attend votre réponse :
    « { $note } »
groups-is_refused =
    Le groupe n’a pas été approuvé. La raison :
    « { $reason } »
groups-is_resting = Il est au repos depuis le { $since } ; une publication le réveille.
groups-is_waiting = Les modérateurs ont votre demande depuis le { $since }.
groups-join = Entrer
groups-ask = Demander à entrer
groups-no_thanks = Non, merci
groups-withdraw = Retirer ma demande
groups-write = Écrire
groups-latest = Dernières publications
groups-settings = Réglages
groups-card_button = Ouvrir le groupe

groups-ask_title = Comment s’appelle le groupe ?
groups-title_taken = Un groupe s’appelle déjà « { $title } ». /groups le trouve ; sinon, choisissez un autre nom.
groups-ask_description = De quoi parle-t-il ? Quelques phrases pour les enseignants qui cherchent un groupe.
groups-ask_aims = Que veulent atteindre ses membres ? (Vous pouvez passer.)
groups-ask_languages = En quelles langues y parle-t-on ? Choisissez ou écrivez-en autant que vous voulez.
groups-ask_subjects = Quelles matières concerne-t-il ? Choisissez ou écrivez-en autant que vous voulez.
groups-ask_entry = Qui peut entrer ?
groups-ask_send =
    <b>{ $title }</b>
    { $description }
    { $subjects } · { $languages }
    { $entry }
    L’envoyons-nous maintenant au bureau d’assistance central ?
groups-sent =
    « { $title } » est maintenant au bureau d’assistance central. Sa réponse arrivera ici.
groups-enough_proposals = Le bureau d’assistance central examine déjà { $count } de vos groupes. Attendez d’abord une réponse, s’il vous plaît.
groups-again = Modifier et proposer de nouveau
groups-answered = C’est envoyé. Le bureau d’assistance central réexamine « { $title } ». /groups montre où en est le groupe.
groups-new =
    Un nouveau groupe à examiner :

    { $card }
groups-nudge =
    Ce groupe vous attend toujours :

    { $card }
groups-proposal =
    <b>{ $title }</b>, proposé par { $name }
    { $about }
groups-belongs_project = Cela relève d’un projet
groups-belongs_partners = C’est une recherche de partenaires
groups-approved =
    Bonne nouvelle : « { $title } » est ouvert, et vous le modérez.
    Invitez les premiers membres et souhaitez-leur la bienvenue.
groups-asked =
    Le bureau d’assistance central vous pose une question sur « { $title } » :
    « { $note } »
groups-refused =
    « { $title } » n’a pas été approuvé comme groupe. La raison :
    « { $reason } »
    Voici comment continuer.
queue-group_asked = La question est partie à l’auteur de « { $title } »
queue-group_refused = « { $title } » a été refusé, avec le motif que vous avez donné

groups-joined =
    Vous êtes dans « { $title } ». Ses publications arrivent ici selon vos notifications pour les groupes ; Réglages permet d’en changer.
groups-by_invitation = On entre dans « { $title } » sur invitation. Un modérateur parmi vos contacts peut vous inviter.
groups-ask_later = Les modérateurs de « { $title } » ont dit non cette fois. Vous pourrez redemander à partir du { $on }.
groups-asked_to_join = C’est envoyé aux modérateurs de « { $title } ». Leur réponse arrivera ici.
groups-asked_central = « { $title } » n’a plus de modérateur ; le bureau d’assistance central est donc saisi. La réponse arrivera ici.
groups-was_declined = Les modérateurs de « { $title } » ont dit non cette fois. Il y a d’autres groupes.
groups-declined = C’est entendu, vous n’êtes pas dans « { $title } ».
groups-last_moderator =
    Vous êtes la seule personne à modérer « { $title } ». Quelqu’un doit prendre le relais avant votre départ.
groups-hand_over = Passer le relais
groups-seek = Demander qui le ferait
groups-sought = La question est partie aux membres de « { $title } ». Dès que quelqu’un dit oui, vous l’apprenez ici.
groups-who_moderates =
    <b>{ $title }</b> cherche quelqu’un pour modérer, car { $name } souhaite partir. Le feriez-vous ?
groups-volunteer = Je veux bien modérer
groups-you_moderate = Merci : vous modérez maintenant « { $title } ».
groups-found_moderator = { $name } modère maintenant « { $title } ». Vous pouvez le quitter si vous le souhaitez.
groups-leave = Quitter le groupe
groups-leave_sure = Quitter « { $title } » ? Pour y revenir, il faudra l’accord des modérateurs.
groups-leave_alone = Vous êtes le dernier membre de « { $title } ». Le quitter ? Il sera alors au repos.
groups-leave_yes = Oui, quitter
groups-stay = Non, rester
groups-left = Vous avez quitté « { $title } ».
groups-join_again = Revenir
groups-set =
    <b>{ $title }</b>
    Les publications vous arrivent : { $way }
groups-way_now = Tout de suite
groups-way_daily = Une fois par jour
groups-way_off = Pas du tout
groups-way_usual = Comme pour les autres groupes
groups-invite = Inviter
groups-invitation =
    { $name } vous invite dans un groupe :
    <b>{ $title }</b>
    { $about }

## Moderating groups

moderating-desk = Modérer
moderating-all = <b>{ $title }</b> · { $count ->
        [one] { $count } membre
       *[other] { $count } membres
    }
moderating-requests = Demandes ({ $count })
moderating-reports = Signalements ({ $count })
moderating-members = Membres
moderating-entry = Comment on entre
moderating-entry_is =
    <b>{ $title }</b>
    Actuellement : { $entry }
moderating-not_yours = Seul un modérateur de ce groupe peut faire cela.
moderating-request =
    { $card }
    demande à entrer dans « { $title } ».
moderating-admit = Accepter
moderating-decline = Décliner
moderating-admitted = { $name } est dans le groupe
moderating-declined = Demande de { $name } déclinée
moderating-decided_already = C’était déjà décidé ; rien n’a été modifié
moderating-no_request = Aucune demande n’attend
moderating-no_more = { $outcome }. Il n’y a plus de demande pour « { $title } ».
moderating-and_next =
    { $outcome }. La suivante :
    { $request }
moderating-invite_whom = Qui inviter dans « { $title } » ? Voici vos contacts.
moderating-nobody_to_invite = Aucun de vos contacts ne reste à inviter dans « { $title } ». Un code ouvre à d’autres.
moderating-code = Un code à transmettre
moderating-invited = L’invitation dans « { $title } » est partie : { $name }. La réponse se verra parmi les membres.
moderating-invite_more = Inviter encore
moderating-code_is =
    Toute personne qui envoie ceci au bot dans les { $days } jours est dans « { $title } » :
    { $command }
moderating-members_are = « { $title } » · { $count ->
        [one] { $count } membre
       *[other] { $count } membres
    }
moderating-is_moderator = { $card } (modération)
moderating-member =
    { $card }
    Dans le groupe depuis le { $since }.
moderating-make = Confier la modération
moderating-unmake = Retirer la modération
moderating-expel = Retirer du groupe
moderating-expel_reason = Quelle est la raison ? { $name } lira votre texte tel quel.
moderating-expelled = { $name } n’est plus dans « { $title } » et en connaît la raison.
moderating-were_expelled =
    { $name }, qui modère le groupe, a mis fin à votre participation à « { $title } ». La raison :
    « { $reason } »
    Rien ne change dans vos autres groupes.
moderating-were_made = { $name } vous a confié la modération de « { $title } ».
moderating-were_unmade = Vous ne modérez plus « { $title } » ; vous en restez membre.
moderating-hand_to_whom = À qui passez-vous le relais pour « { $title } » ?
moderating-handed_over = { $name } modère maintenant « { $title } ». Vous en restez membre.
moderating-is_quiet =
    Personne n’a écrit dans « { $title } » depuis trois mois. Le groupe continue-t-il ?
    Sans réponse, il sera au repos dans { $days } jours ; rien n’est effacé.
moderating-keep = Il continue
moderating-rest = Le laisser au repos
moderating-goes_on = « { $title } » continue. Quelques mots de vous seraient un bon début.
moderating-rests = « { $title } » est au repos. On peut le lire, et une nouvelle publication le réveille.
moderating-now_rests = « { $title } » est maintenant au repos, faute de réponse en { $days } jours. On peut le lire, et une nouvelle publication le réveille.
moderating-wake = Le réveiller

## Posts

posts-no_group = On écrit ici à des groupes, et vous n’êtes encore dans aucun.
posts-which = À quel groupe ?
posts-ask = Que voulez-vous écrire à « { $title } » ? Une photo ou un fichier sont aussi les bienvenus.
posts-ask_answer = Que voulez-vous répondre à { $name } dans « { $title } » ?
posts-sent = Envoyé à « { $title } » : { $count ->
        [0] personne d’autre ne suit ses publications, mais on peut les y lire.
        [one] un membre le reçoit.
       *[other] { $count } membres le reçoivent.
    }
    Si vous modifiez votre message, la publication change aussi.
posts-too_many = Vous avez écrit { $count } publications en une heure. Continuez un peu plus tard, s’il vous plaît.
posts-edit_too_long = Votre modification dépasse { $most } caractères ; les membres lisent donc toujours l’ancien texte.
posts-edit_too_many = Vous avez écrit ou modifié { $count } publications en une heure. Les membres lisent encore l’ancien texte ; modifiez-le à nouveau un peu plus tard, s’il vous plaît.
posts-said =
    <b>{ $title }</b> · { $name }
    { $text }
posts-answered =
    <b>{ $title }</b> · { $name } répond à { $other } : <i>{ $about }</i>
    { $text }
posts-answer = Répondre
posts-more = Plus
posts-former = une personne qui n’est plus membre
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
posts-open = Ouvrir : { $name }
posts-older = Plus anciennes
posts-search = Chercher
posts-none = Personne n’a encore écrit dans « { $title } ». Voulez-vous commencer ?
posts-no_more = C’était la première publication de « { $title } ».
posts-nothing_found = Aucune publication de « { $title } » ne contient ces mots.
posts-gone = Cette publication n’existe plus, ou vous ne pouvez pas la lire.
posts-what = { $name } : « { $about } »
posts-mute = Couper ce groupe
posts-take_back = La retirer
posts-remove = Retirer la publication
posts-removed = La publication est retirée, aussi chez ceux qui l’avaient déjà, là où leur application le permet.
posts-remove_reason = Pourquoi retirer la publication ? { $name } lira votre texte tel quel.
posts-was_removed =
    { $name } a retiré votre publication « { $about } » de « { $title } ». La raison :
    « { $reason } »
posts-report = Signaler
posts-report_words = Qu’est-ce qui ne va pas ? Les modérateurs et le bureau d’assistance central le lisent ; l’auteur, non.
posts-reported = Merci. Les modérateurs et le bureau d’assistance central l’examinent. L’auteur n’apprend rien de votre signalement.
posts-report_card =
    Signalé dans « { $title } » : « { $words } »
    { $name } a écrit :
    « { $text } »
posts-report_nudge =
    Ce signalement vous attend depuis le { $since }.
    { $card }
posts-close_report = La laisser
posts-closed = La publication reste, et le signalement est clos.
posts-closed_already = Quelqu’un s’est déjà occupé de ce signalement.

## Project kits

kits-all =
    Des projets prêts à l’emploi, étape par étape :
    { $kits }
kits-line = <b>{ $title }</b> · { $ages } ans · { $weeks ->
        [one] { $weeks } semaine
       *[other] { $weeks } semaines
    }
kits-none = Aucun kit ne correspond. Élargissez la recherche.
kits-every = Tous les kits
kits-by_weeks = La durée
kits-which_weeks = Combien de temps peut-il durer ?
kits-weeks = { $weeks ->
        [one] Une semaine
       *[other] Jusqu’à { $weeks } semaines
    }
kits-card =
    <b>{ $title }</b>
    { $about }
    { $subjects } · { $ages } ans · { $weeks ->
        [one] { $weeks } semaine
       *[other] { $weeks } semaines
    }
    À la fin : { $results }
kits-first = Première étape
kits-next = Étape suivante
kits-about = À propos de ce kit
kits-step =
    { $place } sur { $count } : <b>{ $title }</b> · { $lessons ->
        [one] { $lessons } séance
       *[other] { $lessons } séances
    }
    { $how }
kits-use = En faire un projet
kits-plan_begun = Vous avez déjà commencé à préparer un projet. Le continuer, ou recommencer avec ce kit ?
kits-go_on = Continuer mon projet
kits-anew = Commencer avec le kit
kits-unknown = Ce kit n’existe pas.

## TwinSpace

twinspace-which = Quel projet ?
twinspace-none = Vous ne participez encore à aucun projet en cours.
twinspace-opening = Le TwinSpace de « { $title } » est en train de s’ouvrir. Réessayez dans un instant.
twinspace-open =
    Le TwinSpace de « { $title } » est ouvert : une salle de classe, et une salle des professeurs.
twinspace-open_matrix =
    Le TwinSpace de « { $title } » est ouvert : une salle de classe, et une salle des professeurs. Les invitations sont dans votre application Matrix.
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
pupils-removed = { $name } n’est plus dans le TwinSpace.
pupils-class_too_long = Donnez à la classe un nom plus court, s’il vous plaît : { $most } caractères au plus.
pupils-none_chosen = Personne n’est encore choisi, ou il n’y a plus rien à faire pour les élèves choisis.
pupils-not_permitted = Pas de billet sans l’accord des parents pour participer. Cochez-le ci-dessous et enregistrez, puis faites le billet.
pupils-closed = Ce projet est clos : on peut y retirer des autorisations, et non en ajouter.
pupils-permitted = { $count ->
        [0] Rien n’a changé : tout était déjà noté.
        [one] Enregistré, pour un élève.
       *[other] Enregistré, pour { $count } élèves.
    }
pupils-permitted_hidden =
    Enregistré, pour { $count ->
        [one] un élève
       *[other] { $count } élèves
    }. Ce qui a été retiré a pris fin ; les billets marchent toujours. Pour revenir en arrière, cochez de nouveau ; ce qui était public est à redemander.
pupils-permitted_less = { $count ->
        [one] Enregistré, pour un élève. Ce qui a été retiré a pris fin. Pour revenir en arrière, cochez de nouveau et faites un nouveau billet.
       *[other] Enregistré, pour { $count } élèves. Ce qui a été retiré a pris fin. Pour revenir en arrière, cochez de nouveau et faites un nouveau billet.
    }
pupils-slips = { $count ->
        [one] Un billet. L’ancien ne fonctionne plus.
       *[other] { $count } billets. Les anciens ne fonctionnent plus.
    }
pupils-moved = { $count ->
        [one] Un élève est maintenant dans l’autre classe. Son billet reste valable.
       *[other] { $count } élèves sont maintenant dans l’autre classe. Leurs billets restent valables.
    }
pupils-unlocked = Le billet de { $name } peut être essayé de nouveau.
pupils-not_locked = Le billet de { $name } n’est pas bloqué.
pupils-app_on = { $name } peut maintenant utiliser une application.
pupils-app_off = { $name } ne peut plus utiliser d’application ; toute application connectée est déconnectée.
slip-sheet = Billets pour les élèves
slip-how = Scanne l’image, ou ouvre { $address } et tape ce code :
slip-keep = Garde ce billet comme une clé et ne le prête à personne. Il est perdu ? Ton enseignant t’en donne un autre.
letter-in_english = Cette lettre est dans une langue qui n’est pas celle de votre établissement. Si quelque chose n’est pas clair, demandez à l’enseignant.
letter-title = Votre enfant peut-il participer ?
letter-dear = Chers parents,
letter-project = Notre classe souhaite participer à « { $title } », un projet eTwinning. Des classes de plusieurs pays d’Europe y travaillent ensemble sur internet, guidées par leurs enseignants.
letter-about = Le projet, selon ses enseignants : { $about }
letter-school = { $school } à { $town } ({ $country })
letter-schools = Ces établissements y participent : { $schools }.
letter-more_schools = { $count ->
        [one] un autre
       *[other] { $count } autres
    }
letter-what = Les élèves s’écrivent dans une classe fermée sur internet et y montrent ce qu’ils ont fait en cours. Seuls les élèves et les enseignants de ces établissements y entrent ; les enseignants lisent tout.
letter-pseudonym = Votre enfant y apparaît sous un nom inventé et entre avec un code imprimé. Le service ne demande ni vrai nom, ni adresse e-mail, ni numéro de téléphone.
letter-who = Si quelque chose est signalé, les services eTwinning des pays concernés peuvent le lire, pour une raison qui est notée. Il n’y a pas de publicité, et rien n’est vendu.
letter-asked = Ce que nous vous demandons
letter-ask_part = 1. Votre enfant peut-il participer à la classe fermée ?
letter-ask_publish = 2. Les travaux de votre enfant peuvent-ils être montrés à tous sur la page publique du projet, sans son vrai nom ?
letter-ask_picture = 3. Des images et enregistrements où votre enfant est reconnaissable peuvent-ils aussi y être montrés ?
letter-yes = oui
letter-no = non
letter-free = Vous êtes libres de dire non à chaque question ; votre enfant n’en a aucun désavantage. Avant toute publication, des enseignants de deux établissements regardent.
letter-withdraw = Vous pouvez changer d’avis à tout moment : un mot à { $teacher } suffit. Le code cesse alors aussitôt de fonctionner, et ce qui est public est retiré. Si vous le souhaitez, tout ce que votre enfant a écrit est effacé.
letter-kept = { $days } jours après la fin du projet, tout ce que votre enfant a écrit est effacé ; si un signalement est encore ouvert, { $more } jours plus tard au plus.
letter-helpline = Si quelque chose sur internet inquiète votre enfant, parlez-nous-en. La ligne d’aide aux enfants est là aussi, { $country } : { $helpline }. En cas de danger : { $emergency }.
letter-emergency = Si quelque chose sur internet inquiète votre enfant, parlez-nous-en. En cas de danger : { $emergency }.
letter-responsible = Responsable dans notre établissement : { $teacher }, { $school }. Le service est à l’adresse { $site }.
letter-appears_as = Nom inventé de votre enfant : { $name }
letter-appears = Nom inventé de votre enfant :
letter-child = Nom de l’enfant (reste à l’école) :
letter-date = Lieu et date :
letter-signature = Signature des parents :
classroom-said = { $text }
classroom-sent = Envoyé.
classroom-closed = On ne peut pas écrire ici en ce moment.
classroom-empty = Il manque encore le texte.
classroom-too_long = C’est trop long : { $most } caractères au plus, s’il vous plaît.
    .pupil = C’est trop long : { $most } caractères au plus, s’il te plaît.
classroom-muted = C’est un moment de calme : tu peux lire, et écrire de nouveau plus tard. Tes enseignants décident quand. Ce que tu as écrit est toujours là. « Quelque chose ne va pas » fonctionne à tout moment.
classroom-not_yours = Tu ne peux retirer que ce que tu as écrit toi-même. Si autre chose ne va pas, appuie sur « Signaler ».
room-teachers_only = Cela est réservé aux enseignants. Demande au tien. Ce que tu peux écrire ici : { $help }
room-did_you_mean = Je ne connais pas cela. Vouliez-vous dire { $command } ? Toutes les commandes : { $help }
room-unknown = Je ne connais pas cette commande ; personne ne l’a vue. Ce que vous pouvez écrire ici : { $help }
room-parked = Quelque chose a mal fonctionné de notre côté. Rien n’est perdu, nous regardons. Réessayez plus tard.
room-help =
    Ce que l’on peut écrire ici :
    { $commands }
room-help_line = { $command } : { $what }
room_help-help = ce que l’on peut écrire ici
room-space = { $title }
room-classroom = { $title } : salle de classe
room-classroom_topic = Élèves et enseignants de « { $title } ». Les enseignants lisent aussi.
room-staff = { $title } : salle des professeurs
room-staff_topic = Réservée aux enseignants de « { $title } ».
room-welcome =
    Bienvenue dans la classe de « { $title } ». Tout le monde ici peut lire, les enseignants aussi. Rien n’est chiffré, pour que les enseignants veillent sur vous, et tout peut être conservé. Soyez gentils, et gardez pour vous les vrais noms et les adresses.

## La salle des professeurs sur Telegram : /bridge et /room

bridge-said = <b>{ $name }</b> : { $text }
bridge-sticker = <i>(un autocollant)</i>
bridge-location = <i>(un lieu sur la carte, qui reste sur Telegram)</i>
bridge-contact = <i>(les coordonnées de quelqu’un, qui restent sur Telegram)</i>
bridge-poll = <i>(un sondage, qui reste là où il est)</i>
bridge-dice = <i>(un lancer de dés)</i>
bridge-other = <i>(quelque chose qui ne peut pas être montré ici)</i>
bridge-stays = <i>(quelque chose sur un élève, qui reste dans la salle des professeurs : { $command })</i>
bridge-too_big = <i>({ $name } : un fichier de plus de { $most } Mo, trop lourd pour passer)</i>
bridge-not_known = Une partie de ce qui vient d’être écrit reste dans ce groupe : je ne transmets que ce qu’écrivent les enseignants du projet qui se sont liés avec moi. En faites-vous partie ? Écrivez-moi en privé : { $command } vous aide.
bridge-how = Je peux relier ce groupe à la salle des professeurs d’un projet. Demandez-moi un code : écrivez { $command } dans notre conversation privée.
bridge-unknown_code = Je ne connais pas ce code, ou il a expiré. Écrivez { $command } dans notre conversation privée pour en recevoir un autre.
bridge-not_yours = Seul un enseignant du projet peut faire cela, avec son propre code. Écrivez-moi { $command } en privé.
bridge-tied_already = Ce groupe ou cette salle des professeurs est déjà relié. { $command } y met fin.
bridge-on_group =
    { $name } a relié ce groupe à la salle des professeurs de « { $title } ». Désormais, <b>tout le groupe lit ce qui s’y dit</b>, et la salle lit ce que les enseignants du projet écrivent ici. Aucun élève ne le lit.
    N’écrivez pas de noms d’élèves ici. { $command } y met fin.
bridge-on_room = { $name } a relié cette salle à un groupe Telegram. Désormais, ce qui se dit ici est <b>aussi lu sur Telegram</b>, par tout ce groupe. N’écrivez pas de noms d’élèves. Tout enseignant peut y mettre fin : { $command } dans la conversation avec le bot.
bridge-make_administrator = Nommez-moi administrateur de ce groupe, s’il vous plaît ; aucun droit n’est nécessaire. Sinon, Telegram ne me dit ni ce qui s’écrit ici, ni qui arrive. D’ici là, rien ne passe.
bridge-hears = J’entends maintenant ce qui s’écrit dans le groupe Telegram de « { $title } », et je le transmets.
bridge-deaf_room = Plus rien ne vient du groupe Telegram de « { $title } » : le bot n’y est plus administrateur.
bridge-off = { $name } a séparé le groupe Telegram et la salle des professeurs de « { $title } ». Plus rien ne passe.
bridge-put_out = Le bot a été exclu du groupe Telegram de « { $title } ». Plus rien ne passe. { $command } dans la conversation avec le bot relie de nouveau un groupe.
bridge-paused_group = Quelqu’un est arrivé que je ne connais pas comme enseignant du projet. Rien ne passe avant la décision d’un fondateur du projet. { $command } y met fin pour de bon.
bridge-paused_room = Une personne inconnue est arrivée dans le groupe Telegram de « { $title } ». Rien ne passe avant la décision d’un fondateur.
bridge-guest = Dans le groupe Telegram de « { $title } », quelqu’un est arrivé que je ne connais pas comme enseignant du projet : { $names }. Rien ne passe avant votre décision. Tout le groupe lit ce qui se dit dans la salle des professeurs.
bridge-left_group = Une personne qui est peut-être dans ce groupe n’enseigne plus dans le projet. Rien ne passe avant la décision d’un fondateur du projet. { $command } y met fin pour de bon.
bridge-left_room = Une personne qui n’est plus enseignante de « { $title } » est peut-être encore dans le groupe Telegram. Rien ne passe avant la décision d’un fondateur.
bridge-left = N’enseigne plus dans « { $title } » : { $names }. Dans le groupe Telegram, on lit ce qui se dit dans la salle des professeurs. Retirez d’abord cette personne du groupe. Rien ne passe avant votre décision.
bridge-somebody = une personne qui a quitté eTwinning
bridge-closed = Le projet « { $title } » est fermé : sa salle des professeurs et son groupe Telegram sont séparés. Plus rien ne passe.
bridge-go_on = Continuer
bridge-turn_off = Séparer
bridge-on_again = { $name } a vu qui est là. Ce qui se dit passe de nouveau entre le groupe Telegram et la salle des professeurs de « { $title } ». Ce qui s’est écrit entre-temps reste où c’est.
bridge-is_on = Ce groupe est relié à la salle des professeurs de « { $title } ». { $command } y met fin.
bridge-is_paused = Ce groupe est relié à la salle des professeurs de « { $title } », mais rien ne passe pour l’instant. { $command } y met fin.
bridge-delete_how = Répondez { $command } à votre propre message, et je le retire de la salle des professeurs. Telegram ne me dit pas ce que vous supprimez.
bridge-deleted = C’est retiré de la salle des professeurs. Ici, supprimez-le vous-même.
bridge-no_project = Vous n’avez pas encore de projet avec un TwinSpace.
bridge-which = De quel projet ?
bridge-code =
    Les enseignants de « { $title } » ont-ils un groupe Telegram ? Tout le groupe lira ce qui se dit dans la salle des professeurs ; jamais un mot d’élève n’y arrive.
    Ajoutez le bot au groupe comme administrateur, et tapez-y, dans les { $minutes } minutes : { $command }
bridge-code_link =
    Les enseignants de « { $title } » ont-ils un groupe Telegram ? Tout le groupe lira ce qui se dit dans la salle des professeurs ; jamais un mot d’élève n’y arrive.
    Ouvrez ceci et choisissez le groupe : { $link }
    Ou ajoutez-moi comme administrateur et tapez-y, dans les { $minutes } minutes : { $command }
bridge-untied = La salle des professeurs de « { $title } » n’est reliée à aucun groupe Telegram.
bridge-tie = Relier un groupe
bridge-founders_only = Seul un fondateur du projet en décide.
bridge-card_on = La salle des professeurs de « { $title } » est reliée à un groupe Telegram depuis le { $since }.
bridge-card_deaf = La salle des professeurs de « { $title } » est reliée à un groupe Telegram, mais je n’y entends rien. Nommez-moi administrateur du groupe ; aucun droit n’est nécessaire.
bridge-card_paused = La salle des professeurs de « { $title } » est reliée à un groupe Telegram, mais depuis le { $since } rien ne passe : quelqu’un dans le groupe n’enseigne peut-être pas dans le projet. Un fondateur décide.
room-which = La salle des professeurs de quel projet ?
room-none = Vous n’avez pas encore de projet avec un TwinSpace.
room-latest =
    <b>{ $title }</b> : salle des professeurs

    { $said }
room-latest_matrix =
    <b>{ $title }</b> : salle des professeurs

    { $said }

    Pour répondre, ouvrez cette salle dans votre application Matrix.
room-silent = Personne n’a encore rien dit.
room-said = <b>{ $name }</b>, { $at } : { $text }
room-said_cut = <b>{ $name }</b>, { $at } : { $text }…
room-said_file = <b>{ $name }</b>, { $at } : ({ $file }) { $text }
room-read = Lire la salle des professeurs
room-write = Y écrire
room-answer = Répondre
room-follow = La suivre ici
room-unfollow = Ne plus suivre
room-ask = Que voulez-vous dire dans la salle des professeurs de « { $title } » ? Les enseignants du projet le liront, aucun élève. Une photo ou un fichier est aussi bienvenu.
room-sent = Envoyé à la salle des professeurs de « { $title } ».
room-follows = Désormais, je vous apporte ce qui se dit dans la salle des professeurs de « { $title } ». Répondez-y, et votre réponse y va. La nuit, cela attend.
room-stopped = Je ne vous apporte plus rien de la salle des professeurs de « { $title } ».
room-followed =
    <b>{ $title }</b> · { $name }
    { $text }
room-more = On a dit autre chose entre-temps dans la salle des professeurs de « { $title } ».

## Me: profile, notices, my data

help-profile = Mon profil
help-notifications = Comment je suis prévenu
help-mydata = Tout ce que vous savez de moi
help-forget = M’effacer
help-move = Quelqu’un a perdu son téléphone

profile-all =
    <b>Ce que voient tous ceux qui cherchent</b>
    { $country } · { $kind } · élèves de { $ages } ans
    { $subjects } · { $languages }
    { $about }
    <b>Ce que voient aussi vos contacts et ceux à qui vous écrivez</b>
    { $name }, { $role } · { $school }
profile-changed =
    C’est changé. <b>Ce que voient tous ceux qui cherchent</b>
    { $country } · { $kind } · élèves de { $ages } ans
    { $subjects } · { $languages }
    { $about }
    <b>Ce que voient aussi vos contacts et ceux à qui vous écrivez</b>
    { $name }, { $role } · { $school }
profile-no_about = (rien encore sur votre classe)
profile-about = Sur ma classe
profile-name = Nom
profile-school = Établissement
profile-role = Fonction
profile-subjects = Matières
profile-languages = Langues
profile-ages = Âge des élèves
profile-show = Me montrer aux partenaires
profile-hide = Me cacher aux partenaires
profile-ask_about = Que souhaitez-vous faire avec une classe partenaire ? Une ou deux phrases suffisent.
profile-ask_name = Quels sont vos prénom et nom ?
profile-ask_school =
    Quel est votre nouvel établissement ? Tapez une partie de son nom.
    { $then }
profile-school_checked = Votre bureau d’assistance national vous confirmera ensuite une nouvelle fois. D’ici là, la recherche et les projets sont fermés ; vos contacts et projets restent.
profile-school_unchecked = (Retour change le pays.)
profile-school_changed =
    C’est noté. Le bureau d’assistance national ({ $country }) confirme maintenant votre nouvel établissement ; la réponse viendra ici.
    D’ici là, partenaires, groupes et projets vous attendent ; rien n’est perdu. /profile, /status et /link fonctionnent.
profile-pupils = Dans « { $title } », les élèves de votre établissement seraient seuls. Retirez-les ou faites ouvrir la salle de classe par un collègue ; vous pourrez ensuite changer d’établissement.
profile-same_school = Vous seriez dans l’établissement de l’autre fondateur de « { $title } », or un projet en a deux. Cédez d’abord votre place.
profile-confirmed = Bonne nouvelle, { $name } : votre nouvel établissement est confirmé, tout est de nouveau ouvert.

notifications-all =
    Choisissez une ligne pour changer : tout de suite, une fois par jour à { $daily }, ou pas du tout.
    { $hours }
    Votre heure : { $zone }.
notifications-kind = { $kind } : { $way }
notifications-quiet = Rien ne vient entre { $begins } et { $ends }, sauf si vous avez écrit dans l’heure.
notifications-never_quiet = Pas d’heures calmes
notifications-quiet_hours = Heures calmes
notifications-time_zone = Fuseau horaire
notifications-ask_hours = Entre quelles heures faut-il vous laisser tranquille ? Choisissez, ou tapez-en deux, par exemple 21-7.
notifications-ask_zone = Dans quelle ville vivez-vous, ou quelle grande ville a la même heure ? Tapez son nom.
notifications-seminars =
    <b>Séminaires</b> : { $way }. Choisissez une ligne pour changer.
    { $about }
notifications-seminars_always = Les déplacements, annulations et nouveaux liens viennent toujours.
notifications-seminars_daily = Chaque jour : le rappel de la veille vient avec le reste à { $hour } ; ceux d’une heure et de dix minutes avant ne viennent pas. Les déplacements, annulations et nouveaux liens viennent toujours.
notifications-way = Comment : { $way }
notifications-back = Tous les avis
notifications-zone = Toutes les heures sont maintenant celles de { $city }. Il y est { $time }.
notice-contacts = Contacts
notice-messages = Messages
notice-matches = Nouveaux partenaires
notice-groups = Groupes
notice-seminars = Séminaires
notice-meetings = Rendez-vous
notice-projects = Projets
notice-heartbeat = Établissements silencieux
notice-announcements = Actualités
notice-seminars_day = Un jour avant
notice-seminars_hour = Une heure avant
notice-seminars_minutes = Dix minutes avant
noticeway-now = tout de suite
noticeway-daily = chaque jour
noticeway-off = non
form-hours = Tapez deux heures, par exemple 21-7.

daily-all =
    Aujourd’hui, { $count ->
        [one] une nouvelle
       *[other] { $count } nouvelles
    } :
    { $lines }
daily-some =
    Aujourd’hui, { $count } nouvelles :
    { $lines }
    et { $more ->
        [one] une autre
       *[other] { $more } autres
    }.
daily-line = • { $line }
daily-gone = Cela n’est plus conservé. /help montre ce qu’il y a.

mydata-done = Voici tout ce que nous savons de vous. Ce que d’autres vous ont écrit est à eux : on n’y lit que qui et quand.
mydata-held = Votre inscription a été déplacée vers une nouvelle discussion. Jusqu’au { $until }, les anciennes peuvent s’y opposer, et rien n’est envoyé.

forget-sure =
    Tout ce qui vous concerne disparaît : profil, contacts, messages, places dans les groupes et projets.
    Ce que vous avez écrit dans les groupes et les salles reste, sans votre nom. <b>C’est définitif.</b>
forget-yes = Oui, effacez-moi
forget-stay = Non, je reste
forget-done = C’est fait : vous êtes effacé, nous ne vous connaissons plus. Dans quelques minutes, les dernières copies auront disparu. Vous pouvez revenir quand vous voulez.
forget-delayed = C’est noté. Un signalement à votre sujet est encore ouvert : vous serez effacé dès qu’il sera clos, au plus tard le { $until }.
forget-no = Je préfère rester
forget-taken_back = Bien. Rien n’est effacé.
forget-nothing = Bien. Rien n’est effacé.
forget-held = Votre inscription a été déplacée vers une nouvelle discussion. Jusqu’au { $until }, les anciennes peuvent s’y opposer, et rien n’est effacé.
forget-last_coordinator = Il n’y a que vous pour coordonner : { $service }. Invitez quelqu’un qui prend la suite ; ensuite, vous pourrez partir.
forget-founder = Vous êtes fondateur de « { $title } ». Cédez votre place, ou fermez le projet ; ensuite, vous pourrez partir.
forget-pupils = Dans « { $title } », les élèves de votre établissement resteraient seuls. Retirez-les, ou faites ouvrir la salle de classe par un collègue ; ensuite, vous pourrez partir.
forget-withdrawn = Le projet « { $title } » ne se fera pas : la personne qui le fondait avec vous a quitté eTwinning.
card-gone = quelqu’un qui est parti

merge-sure =
    Les deux discussions sont inscrites. Elles peuvent n’en faire qu’une : <b>{ $name }</b>, { $school }, { $country }.
    Contacts, groupes, projets et messages des deux restent. { $standing }
    <b>C’est définitif.</b> L’autre discussion est interrogée aussi.
merge-other_sure =
    Quelqu’un qui a votre code veut réunir vos deux inscriptions : <b>{ $name }</b>, { $school }, { $country }.
    Contacts, groupes, projets et messages des deux restent. { $standing }
    <b>C’est définitif.</b> Si ce n’est pas vous, appuyez sur Non.
merge-stays = Rien n’est à vérifier de nouveau.
merge-waits = Votre bureau d’assistance national l’examinera ensuite ; d’ici là, partenaires, groupes et projets sont fermés.
merge-yes = Oui, les réunir
merge-no = Non
merge-not_done = Très bien : rien n’est réuni.
merge-refused = Très bien : les deux restent séparées, et cette question ne vaut plus rien. L’autre discussion est prévenue.
merge-was_refused = L’autre discussion a répondu non ; vos deux inscriptions restent comme elles sont.
merge-asked = L’autre discussion est interrogée. Appuyez-y sur Oui d’ici un jour.
merge-done = C’est fait, { $name } : les deux n’en font qu’une, et toutes vos discussions se valent.
merge-done_waits =
    C’est fait, { $name } : les deux n’en font qu’une. Votre bureau d’assistance national l’examine maintenant ; la réponse viendra ici.
merge-held = L’une des deux a été déplacée vers une nouvelle discussion. On pourra les réunir après le { $until }.
merge-being_erased = L’une des deux va être effacée ; on ne peut pas les réunir maintenant.
merge-both_found = Les deux fondent ensemble « { $title } », et un projet a besoin de deux fondateurs. Cédez d’abord une place.

move-usage = Qui a perdu sa discussion ? Envoyez <code>/move NOM</code>.
move-nobody = Je n’ai trouvé personne de ce nom dans vos pays. Essayez une partie du nom.
move-whom = Qui a perdu sa discussion ?
move-not_yours = Cette personne relève de quelqu’un d’autre. Personne ne se déplace soi-même.
move-check =
    { $card }
    Avez-vous vérifié que la personne qui demande est bien celle-ci ?
move-checked = Oui, j’ai vérifié
move-code =
    À donner à { $name } seulement, à envoyer à ce bot depuis la nouvelle discussion d’ici un jour :
    { $command }
move-registered = Cette discussion est déjà inscrite, pour quelqu’un d’autre. Utilisez le code dans une nouvelle discussion.
move-done =
    Bon retour, { $name }. Tout est là.
    Vos anciennes discussions sont prévenues et peuvent s’y opposer jusqu’au { $until } ; d’ici là, rien ne peut être effacé ni envoyé.
move-told = Un coordinateur vient de donner une nouvelle discussion à votre inscription. Si vous ne l’avez pas demandé, opposez-vous avant le { $until }.
move-object = M’y opposer
move-objected = La nouvelle discussion est retirée, et les coordinateurs le savent.
move-too_late = C’est déjà réglé. Si quelque chose ne va pas, demandez à votre bureau d’assistance national.
move-was_objected =
    { $card }
    Une ancienne discussion s’est opposée ; la nouvelle est retirée. Vérifiez encore une fois qui a demandé.

proof-ask_file = Envoyez ici une photo ou un fichier qui montre que vous enseignez, par exemple une attestation de votre établissement. Seuls les coordinateurs la voient ; elle est supprimée dès qu’ils ont décidé.
proof-no_file = Il n’y avait pas de fichier.
proof-later = D’accord. Sans cela, la réponse peut prendre plus de temps.
proof-later_button = Envoyer une preuve
proof-kept = Merci, les coordinateurs l’ont. Elle est supprimée dès qu’ils ont décidé.
proof-for_head =
    Encore une étape : donnez ceci à la direction de votre établissement, à envoyer à ce bot d’ici 30 jours :
    { $command }
proof-confirmed = { $name } a confirmé que vous enseignez dans votre établissement.
proof-not_needed = Il n’y a pas de preuve à donner pour le moment.
proof-see = Voir la preuve
proof-none_yet = Preuve : aucune encore
proof-by_file = Preuve : un fichier du { $at }
proof-by_head = Preuve : confirmé par { $name } ({ $role }), { $at }
proof-not_there = Il n’y a pas de preuve à voir pour vous.
proof-link =
    La preuve de { $name }. Le lien fonctionne une fois, d’ici { $minutes } minutes :
    { $link }
confirm-usage = Tapez le code que l’enseignant vous a donné : <code>/confirm CODE</code>.
confirm-unknown = Ce code n’est plus valable. L’enseignant peut en obtenir un autre : /proof.
confirm-not_yourself = Donnez ce code à la direction de votre établissement ; personne ne se confirme soi-même.
confirm-sure = { $name } enseigne-t-il ou enseigne-t-elle dans votre établissement : { $school } ?
confirm-yes = Oui, je le confirme
confirm-name = Quel est votre nom ?
confirm-role = Qu’êtes-vous dans l’établissement ?
confirm-done = Merci. Le bureau d’assistance national sait maintenant que { $name } enseigne dans votre établissement.
headrole-head = direction
headrole-deputy = direction adjointe
headrole-office = secrétariat
queue-person_also =
    { $card }
    { $also }
queue-school_change = Change d’établissement ; avant : { $before }
queue-proof_came =
    Une preuve est arrivée pour cette inscription :

    { $card }

page-proof_title = Une preuve d’enseignement
page-proof = Ce que { $name } a envoyé pour que vous décidiez.
page-proof_open = La montrer
page-proof_tab = Il s’ouvre dans un onglet à part : fermez-le pour revenir ici.
page-desk_card_back = Retour à la fiche
page-proof_once = Chaque clic la montre une fois, et nous notons qui l’a regardée. Quand l’inscription est décidée, elle est supprimée.
page-proof_used_title = Ce lien a servi
page-proof_used = Une preuve se montre une fois, à un coordinateur, tant que l’inscription est ouverte. Envoyez { $command } au bot, et appuyez encore sur « Voir la preuve ».
page-proof_gone_title = Le fichier n’est plus là
page-proof_gone = L’application de discussion ne l’a plus. Demandez à l’enseignant de l’envoyer de nouveau.
page-proof_away_title = L’application de discussion ne répond pas
page-proof_away = Réessayez dans une minute ; le lien fonctionne encore.

## Seminars

help-seminars = Séminaires : ce qui vient
help-attended = J’étais à un séminaire : recevoir mon attestation
help-calendar = Séminaires et rencontres dans mon agenda
seminarkind-seminar = Séminaire en ligne
seminarkind-event = Formation de plusieurs jours
seminars-line = { $start } : <b>{ $title }</b> ({ $language })
seminars-all =
    { $count ->
        [one] Un séminaire à venir :
       *[other] { $count } séminaires à venir :
    }
    { $seminars }
seminars-only =
    { $wishes } : { $count ->
        [one] un séminaire à venir
       *[other] { $count } séminaires à venir
    }
    { $seminars }
seminars-none = Aucun séminaire n’est annoncé pour le moment. Regardez de nouveau dans quelques jours.
seminars-none_fits = Aucun séminaire de ce genre n’est annoncé pour le moment.
seminars-mine =
    Vos séminaires :
    { $seminars }
seminars-none_of_mine = Vous n’avez pas d’inscription à un séminaire pour l’instant.
seminars-next = Suite
seminars-narrow = Préciser
seminars-widen = Tout montrer
seminars-mine_button = Mes séminaires
seminars-others = Tous les séminaires
seminars-back = Retour au séminaire
seminars-new = Préparer un séminaire
seminars-narrow_what = Selon quoi filtrer ?
seminars-not_found = Ce séminaire n’existe pas, ou n’existe plus.
seminars-not_a_host = Les coordinateurs et les modérateurs de groupes préparent des séminaires, et seul son hôte peut en modifier un.
seminars-card =
    <b>{ $title }</b>
    { $kind } · { $speaker }
    { $start }, { $length }
    { $language } · { $subjects }
    { $places }
    { $standing }
seminars-minutes = { $minutes } minutes
seminars-hours = { $hours ->
        [one] une heure
       *[other] { $hours } heures
    }
seminars-until = jusqu’au { $end } ({ $hours ->
        [one] une heure
       *[other] { $hours } heures
    } de travail)
seminars-free = { $coming } places prises sur { $capacity }, { $free ->
        [one] une est libre.
       *[other] { $free } sont libres.
    }
seminars-full = { $capacity ->
        [one] La seule place est prise
       *[other] Les { $capacity } places sont prises
    } ; { $waiting ->
        [0] personne n’attend encore.
        [one] une personne attend.
       *[other] { $waiting } personnes attendent.
    }
seminars-you_are_suspended = Votre inscription est suspendue : aucun lien ne s’affiche ici jusqu’à la fin de la suspension.
seminars-you_are_in = <b>Vous avez une place.</b> Pour entrer : { $link }
seminars-you_are_offered = <b>Une place vous est réservée</b> jusqu’au { $until }.
seminars-you_wait = Vous êtes au rang { $number } de la liste d’attente.
seminars-you_are_not = Vous n’avez pas d’inscription.
seminars-is_cancelled = <b>Annulé.</b>
seminars-is_over = Il est terminé.
seminars-recorded = Il est terminé. L’enregistrement : { $link }
seminars-queue_up = M’inscrire sur la liste d’attente
seminars-any_subject = toutes les matières
seminars-sign_up = M’inscrire
seminars-sign_up_again = M’inscrire de nouveau
seminars-withdraw = Me désinscrire
seminars-cannot_come = Je ne peux pas venir
seminars-file = Fichier d’agenda
seminars-take = Je la prends
seminars-leave = Non merci
seminars-certificate = Mon attestation
seminars-signed_up =
    C’est noté : <b>{ $title }</b>, { $start }.
    Pour entrer : { $link }
    Le fichier l’inscrit dans votre agenda. Je vous le rappellerai.
seminars-waiting =
    « { $title } » est complet. Vous êtes au rang { $number } de la liste d’attente.
    Dès qu’une place se libère, je vous la propose ici.
seminars-over = « { $title } » est terminé, on ne peut plus s’y inscrire.
seminars-was_cancelled = « { $title } » a été annulé.
seminars-too_late = Cette place pour « { $title } » ne vous est plus réservée. Vous pouvez vous inscrire de nouveau.
seminars-withdrawn = Vous n’êtes plus sur la liste de « { $title } ». Votre place va à la personne suivante.
seminars-off_the_list = Vous n’êtes plus sur la liste d’attente de « { $title } ».
seminars-offered =
    Une place est libre pour <b>{ $title }</b>, { $start }.
    Elle vous est réservée jusqu’au { $until }. La voulez-vous ?
seminars-placed =
    Une place s’est libérée : vous participez à <b>{ $title }</b>, { $start }.
    Pour entrer : { $link }
seminars-expired = La place pour « { $title } » qui vous était réservée est allée à la personne suivante. Vous pouvez vous inscrire de nouveau.
seminars-soon_day =
    <b>{ $title }</b> commence le { $start }.
    Pour entrer : { $link }
seminars-soon_hour =
    <b>{ $title }</b> commence dans une heure : { $start }.
    Pour entrer : { $link }
seminars-soon_minutes =
    <b>{ $title }</b> commence dans quelques minutes.
    Pour entrer : { $link }
seminars-moved =
    <b>{ $title }</b> a été déplacé. Il commence maintenant le { $start }.
    Votre place reste la même ; le fichier met votre agenda à jour.
seminars-new_link =
    <b>{ $title }</b> a lieu ailleurs. Le lien est maintenant { $link }
    Votre place reste la même ; le fichier met votre agenda à jour.
seminars-cancelled =
    <b>{ $title }</b>, prévu le { $start }, est annulé. Nous en sommes désolés.
    Le fichier le retire de votre agenda.

seminars-ask_title = Comment s’appelle le séminaire ?
seminars-ask_speaker = Qui l’anime ? Écrivez le nom.
seminars-ask_kind = De quel genre de séminaire s’agit-il ?
seminars-ask_start = Quand commence-t-il ? Écrivez le jour et l’heure, chez vous, par exemple 12.11. 17h.
seminars-ask_minutes = Combien de temps dure-t-il ? Choisissez, ou écrivez les minutes.
seminars-ask_last_day = Quel est le dernier jour ? Choisissez, ou écrivez-le.
seminars-ask_hours = Combien d’heures de travail en tout ? L’attestation l’indiquera.
seminars-ask_language = En quelle langue ?
seminars-ask_subjects = Pour quelles matières ? Choisissez ou écrivez-en autant que vous voulez.
seminars-ask_capacity = Combien de personnes peuvent venir ? Choisissez, ou écrivez un nombre.
seminars-ask_link = Où a-t-il lieu ? Envoyez le lien de la salle.
seminars-ask_sure =
    <b>{ $title }</b>, { $speaker }
    { $start }, { $length }
    { $language } · { $subjects }
    { $capacity } places · { $link }
    Dois-je l’annoncer ?
seminars-announce = Oui, annoncez-le
seminars-announced =
    C’est annoncé.
    { $card }
seminars-in_the_past = C’est déjà passé. Écrivez un jour et une heure à venir.
seminars-last_day_wrong = Le dernier jour vient après le premier, au plus quatre mois plus tard.
form-link = Envoyez un lien, par exemple https://example.org/salle.
seminars-edit = Modifier
seminars-move = Déplacer
seminars-cancel = Annuler
seminars-code = Code de présence
seminars-recording = Enregistrement
seminars-feedback = Avis
seminars-edit_what = Que voulez-vous modifier ?
seminars-edit_title = Titre
seminars-edit_speaker = Intervenant
seminars-edit_link = Lien
seminars-edit_capacity = Places
seminars-edit_subjects = Matières
seminars-edited =
    C’est modifié.
    { $card }
seminars-hostless = « { $title } », { $start }, n’a plus d’hôte : cette personne a quitté eTwinning. Voulez-vous le reprendre ?
seminars-take_over = Je le reprends
seminars-you_host =
    C’est maintenant votre séminaire.
    { $card }
seminars-move_sure =
    Déplacer « { $title } » au { $start } ? { $coming ->
        [0] Personne n’est encore inscrit.
        [one] Une personne sera prévenue.
       *[other] { $coming } personnes seront prévenues.
    }
seminars-move_yes = Oui, déplacez-le
seminars-you_moved =
    C’est déplacé. Tous les inscrits sont prévenus.
    { $card }
seminars-cancel_sure =
    Annuler « { $title } » ? On ne peut pas revenir en arrière. { $coming ->
        [0] Personne n’est encore inscrit.
        [one] Une personne sera prévenue.
       *[other] { $coming } personnes seront prévenues.
    }
seminars-cancel_yes = Oui, annulez-le
seminars-cancel_no = Non, gardez-le
seminars-you_cancelled = « { $title } » est annulé. Tous les inscrits sont prévenus.
seminars-show_code =
    Montrez ceci aux participants de « { $title } » : { $command }
    Qui l’envoie à ce bot dans les 24 heures après la fin reçoit l’attestation.
seminars-ask_code = Quel code l’hôte a-t-il montré ?
seminars-wrong_code =
    Ce n’est pas le code d’un séminaire où vous avez une place, ou il n’est plus valable (24 heures après la fin).
    Regardez-le encore une fois, ou demandez à l’hôte.
seminars-attended =
    Merci de votre venue à « { $title } ». Voici votre attestation.
    Comment était-ce ? 5 est la meilleure note.
seminars-certificate_again =
    Voici votre attestation pour « { $title } ».
    Comment était-ce ? 5 est la meilleure note.
seminars-stars = { $stars }
seminars-ask_words = Merci. Voulez-vous dire pourquoi à l’hôte ? Ce sera lu sans votre nom, et seulement à partir de cinq avis.
seminars-thanks = Merci, l’hôte le lira.
seminars-summary =
    « { $title } » : { $attended ->
        [one] une personne présente
       *[other] { $attended } personnes présentes
    }, { $rated ->
        [0] aucun avis.
        [one] un avis.
       *[other] { $rated } avis.
    }
seminars-no_feedback = « { $title } » : { $attended ->
        [0] personne n’a encore envoyé le code de présence.
        [one] une personne présente, qui n’a pas donné d’avis.
       *[other] { $attended } personnes présentes, aucun avis.
    }
seminars-feedback_is =
    « { $title } » : <b>{ $average } sur 5</b> ({ $rated ->
        [one] un avis
       *[other] { $rated } avis
    }, { $attended ->
        [one] une personne présente
       *[other] { $attended } personnes présentes
    })
    { $words }
seminars-comment = « { $words } »
seminars-no_words = Personne n’a ajouté de commentaire.
seminars-words_later = Les commentaires sont montrés à partir de { $least } avis, pour que personne ne soit reconnu.
seminars-ask_recording = Où peut-on voir l’enregistrement ? Envoyez le lien.

certificate-title = Attestation de participation
certificate-certifies = Nous attestons que
certificate-seminar = a participé au séminaire en ligne
certificate-event = a participé à la formation
certificate-dates = du { $first } au { $last }
certificate-speaker = avec { $speaker }
certificate-check = L’authenticité de cette attestation se vérifie sur
certificate-code = Code { $code }

page-certificate_title = Vérifier une attestation
page-certificate_code = Code de l’attestation
page-certificate_name = Nom sur l’attestation
page-certificate_hint = Écrivez les deux exactement comme ils sont imprimés.
page-certificate_check = Vérifier
page-certificate_empty = Écrivez le code et le nom.
page-certificate_matches = Ils correspondent : cette attestation a été remise à cette personne.
page-certificate_differs = Ils ne correspondent pas. Regardez encore une fois le code et le nom.
page-certificate_slower = Beaucoup d’attestations viennent d’être vérifiées d’ici. Attendez une minute, puis réessayez.

calendar-button = Mon agenda
calendar-new = Nouvelle adresse
calendar-is =
    Voici votre agenda privé : { $webcal }
    Touchez-le sur votre téléphone, ou ajoutez ceci par son adresse dans Google Agenda ou Outlook : { $address }
    Qui a l’adresse peut le lire. Si elle a circulé, prenez-en une nouvelle.
calendar-renewed =
    Votre nouvelle adresse : { $webcal }
    Pour Google Agenda ou Outlook : { $address }
    L’ancienne ne marche plus ; ajoutez la nouvelle dans votre agenda.
calendar-seminar =
    Intervenant : { $speaker }
    Pour entrer : { $link }
calendar-meeting = Rencontre eTwinning
calendar-meeting_with =
    Proposée par { $name }
    Pour entrer : { $link }

## Meetings

help-meet = Convenir d’une rencontre en vidéo
meet-nobody = Vous n’avez pas encore de contact à rencontrer. Vous pouvez en trouver parmi les partenaires.
meet-nobody_there = Personne de votre choix ne peut être invité pour le moment.
meet-with = Qui voulez-vous rencontrer ? Choisissez autant de personnes que vous voulez.
meet-not_one = Choisissez parmi vos contacts, ou un projet en cours.
meet-project = Enseignants de « { $title } »
meet-plan =
    { $about }
    { $times }
    Dois-je demander ?
meet-in_school = Je propose ces moments, pendant les heures de classe { $count ->
        [one] de vous deux
       *[other] de tout le monde
    } :
meet-beyond_school = Vous n’avez pas d’heures de classe communes. Ces moments s’en approchent le plus :
meet-send = Oui, demandez
meet-other = D’autres moments
meet-times = Quels moments proposez-vous, trois au plus ? Choisissez, ou écrivez-en un, par exemple 12.11. 15h.
meet-times_wrong = Proposez un à trois moments, tous à venir.
meet-asked =
    C’est envoyé. Dès qu’un moment est fixé, le lien arrive ici.
    { $times }
meet-asked_some =
    C’est envoyé, mais tout le monde n’a pas pu être invité. Dès qu’un moment est fixé, le lien arrive ici.
    { $times }
meet-invitation =
    { $name } aimerait vous rencontrer en vidéo ({ $minutes } minutes). { $count ->
        [one] Quel moment vous convient ? Le premier choisi est fixé.
       *[other] Quels moments vous conviennent ? Choisissez-les tous.
    }
    { $about }
meet-about = À propos du projet « { $title } ».
meet-no_project = Une conversation entre contacts.
meet-none_suits = Aucun de ceux-ci
meet-chosen = ✓ { $time }
meet-noted =
    C’est noté. Dès qu’un moment convient à tous, ou que { $name } en fixe un, le lien arrive ici.
meet-declined = C’est entendu. { $name } saura que vous ne pouvez pas venir.
meet-was_declined = { $name } ne peut venir à aucun des moments proposés.
meet-nobody_left = Personne ne peut venir aux moments proposés. Vous pouvez en proposer d’autres.
meet-again = Proposer d’autres moments
meet-state =
    Votre proposition, et à combien chaque moment convient :
    { $times }
    Appuyez sur un moment pour le fixer.
meet-no_time_for_all =
    Tout le monde a répondu, et aucun moment ne convient à tous :
    { $times }
    Appuyez sur un moment pour le fixer malgré tout.
meet-tally = { $time } : { $count ->
        [0] personne encore
        [one] une personne sur { $all }
       *[other] { $count } sur { $all }
    }
meet-fixed =
    Votre rencontre est fixée : <b>{ $start }</b>, { $minutes } minutes, avec { $people }.
    Pour entrer : { $link }
meet-soon =
    Votre rencontre avec { $people } commence dans quelques minutes.
    Pour entrer : { $link }
meet-cancel = Annuler la rencontre
meet-not_coming = Je ne peux pas venir
meet-cancelled = { $name } a annulé la rencontre du { $start }.
meet-off = La rencontre du { $start } n’a pas lieu.
meet-not_coming_told = { $name } ne peut pas venir à la rencontre du { $start }.
meet-you_cancelled = La rencontre est annulée, et tout le monde est prévenu.
meet-you_left = C’est entendu, les autres sauront que vous ne pouvez pas venir.
meet-closed = Cette rencontre n’est plus ouverte.
meet-not_yours = Cette rencontre n’existe pas parmi les vôtres, ou n’existe plus.
meet-mine =
    Vos rencontres :
    { $meetings }
meet-line = { $start } : { $people }
meet-line_open = pas encore fixée : { $people }
meet-new = Organiser une rencontre
meet-look = Voir les réponses
meet-show = Voir la rencontre
meet-contacts = Trouver des partenaires

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
page-problem = À vérifier : { $title }
page-again = Réessayer
page-typed = Ce que vous aviez écrit
    .pupil = Ce que tu avais écrit

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
    .pupil = Ton compte
page-account_homeserver = Serveur (« homeserver »)
page-account_token = Jeton de connexion
page-account_sign_in = Se connecter maintenant
page-account_once = Le bouton fonctionne une seule fois, pendant cinq minutes.
page-account_token_how = Votre application l’appelle « login token ». Il fonctionne une seule fois, pendant cinq minutes ; il n’y a pas de mot de passe.
    .pupil = Ton application l’appelle « login token ». Il fonctionne une seule fois, pendant cinq minutes ; il n’y a pas de mot de passe.
page-account_then = 2. Écrivez au bot
page-account_write = Dans l’application, ouvrez une conversation avec { $bot } et envoyez { $command }. Le bot s’occupe de la suite.
page-account_stay = Restez connecté : aucun mot de passe ne permet de revenir. Déconnecté quand même ? Si vous utilisez aussi le bot sur Telegram, envoyez-y { $link }. Sinon, ouvrez ici un nouveau compte et demandez au bureau d’assistance de votre pays d’y transférer votre inscription.
page-matrix_title = Un compte sur Matrix
page-matrix_app = Il s’ouvre aussitôt dans ce navigateur, sans rien installer. Toute application Matrix convient ensuite, par exemple Element ou FluffyChat : toutes deux sont gratuites.
page-matrix_apps = Il vous faut une application Matrix qui se connecte avec un jeton. Element et FluffyChat sont gratuites, pour téléphone et ordinateur.
page-matrix_make = Créer mon compte
page-matrix_spent = Un compte a déjà été créé avec ce formulaire, et l’accès n’a été montré qu’une fois. Vous y êtes connecté ? Alors tout est fait. Sinon, ouvrez-en un autre.
page-enough_accounts_title = Un instant, s’il vous plaît
page-enough_accounts =
    Plusieurs comptes ont été créés depuis votre réseau au cours de la dernière heure ; nous faisons une courte pause.
    Réessayez dans une heure. Sur Telegram, vous pouvez commencer tout de suite.

page-open_title = Votre lien du bot
page-open_twinspace = Il ouvre le TwinSpace de « { $project } » dans ce navigateur.
page-open_pupils = Il ouvre la liste de vos élèves dans « { $project } » dans ce navigateur.
page-open = Ouvrir
page-open_whose = Il est pour { $name }. Ce n’est pas vous ? Alors ne l’ouvrez pas, et demandez votre propre lien au bot.
page-open_once = Le lien fonctionne une fois. Vous restez jusqu’à ce que vous appuyiez sur Quitter, jusqu’à 45 minutes sans clic, un jour au plus.
page-link_used_title = Ce lien a déjà servi
page-link_used = Chaque lien du bot fonctionne une seule fois, pendant dix minutes. Pour un nouveau, renvoyez au bot la commande qui l’a donné : { $command } (TwinSpace), { $pupils }, { $materials }, { $export }, { $data } (vos données) ou { $desk } (bureau).
page-link_needed_title = Passez par le bot, s’il vous plaît
page-link_needed = Votre visite est terminée, ou ce navigateur n’a pas encore été admis. Envoyez { $command } au bot : il vous donne un lien qui ouvre cette page.
page-stay_until = Votre visite dure jusqu’à { $at }.
page-stay_until_pupil = Ta visite dure jusqu’à { $at }.
page-stay = Rester
page-stay_over = Cela n’a pas marché. La visite est peut-être terminée, ou la connexion manque. Copiez ce qui est écrit.
    .pupil = Cela n’a pas marché. La visite est peut-être terminée, ou la connexion manque. Copie ce qui est écrit.
page-stayed_title = La visite continue
page-stayed = Votre visite dure jusqu’à { $at }. Fermez cette page et continuez où vous étiez.
page-stayed_pupil = Ta visite dure jusqu’à { $at }. Ferme cette page et continue où tu étais.
page-left_title = Vous avez quitté le TwinSpace
page-left = Personne ne peut plus lire le TwinSpace dans ce navigateur. Pour revenir, envoyez { $command } au bot.

page-places = Ce TwinSpace
page-classroom = Salle de classe
page-staff_room = Salle des professeurs
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
    .pupil = Personne n’a encore écrit. À toi de commencer.
page-talk_not_ready = Cette salle est en préparation. Appuyez sur « Voir les nouveaux messages » dans une minute.
    .pupil = Cette salle est en préparation. Appuie sur « Voir les nouveaux messages » dans une minute.
page-talk_away = Impossible d’afficher les messages pour l’instant. Rien n’est perdu. Appuyez sur « Voir les nouveaux messages » dans une minute.
    .pupil = Impossible d’afficher les messages pour l’instant. Rien n’est perdu. Appuie sur « Voir les nouveaux messages » dans une minute.
page-talk_waiting = Le message est en route. Appuyez sur « Voir les nouveaux messages » dans un instant pour le voir.
    .pupil = Le message est en route. Appuie sur « Voir les nouveaux messages » dans un instant pour le voir.
page-talk_lost = Le message n’a pas pu être remis. Il est encore dans la case : réessayez dans un instant.
    .pupil = Le message n’a pas pu être remis. Il est encore dans la case : réessaie dans un instant.
page-write = Écrire à tout le monde
page-write_pupil_hint = Pas de nom complet, d’adresse ni de numéro de téléphone.
page-write_hint = Tous les élèves et enseignants du projet peuvent le lire.
page-write_staff = Écrire aux enseignants
page-write_staff_hint = Seuls les enseignants du projet peuvent le lire.
page-write_in_app = Ici, vous pouvez lire. Pour écrire, utilisez votre application Matrix, où vous êtes { $user }.
    .pupil = Ici, tu peux lire. Pour écrire, utilise ton application Matrix, où tu es { $user }.
page-account_not_ready = Votre compte pour ce TwinSpace est en préparation. Revenez dans une minute.
    .pupil = Ton compte pour ce TwinSpace est en préparation. Reviens dans une minute.
page-read_only = Ce projet est clos. Tout reste lisible, mais rien ne peut être ajouté.
page-send = Envoyer

page-messages_title = Messages
page-edited = modifié
page-picture_unknown = Image « { $name } », sans description
page-file = Fichier
page-answer = Répondre
page-answering = Vous répondez à { $name }.
    .pupil = Tu réponds à { $name }.
page-answering_somebody = Vous répondez à
    .pupil = Tu réponds à
page-answer_not = Ne pas répondre
page-below = Nouveaux messages plus bas
page-talk_sent = Envoyé.
page-talk_forbidden = La salle ne l’a pas accepté pour le moment. Les enseignants ont peut-être demandé le calme. Ce que vous avez écrit est toujours là : réessayez plus tard.
    .pupil = La salle ne l’a pas accepté pour le moment. Les enseignants ont peut-être demandé le calme. Ce que tu as écrit est toujours là : réessaie plus tard.
page-sending = En route …
page-offline = Pas de connexion. Ce que vous avez écrit est toujours dans la case : appuyez de nouveau sur Envoyer dans un instant.
    .pupil = Pas de connexion. Ce que tu as écrit est toujours dans la case : appuie de nouveau sur Envoyer dans un instant.
page-unsay = Retirer
page-unsay_title = Retirer ce message ?
page-unsay_means = Il disparaît pour tout le monde, pour toujours. Qui l’a déjà lu l’a lu.
page-unsay_sure = Oui, le retirer
page-class_back = Retour à la classe
page-staff_back = Retour à la salle des professeurs
page-tell = Signaler
page-tell_any = Quelque chose ne va pas
page-tell_title = Dites-nous ce qui ne va pas
    .pupil = Dis-nous ce qui ne va pas
page-tell_done = Votre message est transmis
    .pupil = Ton message est transmis
page-tell_who = Les enseignants de votre établissement et les bureaux d’assistance le liront, mais jamais la personne qui a écrit le message. Personne d’autre ne le saura.
    .pupil = Les enseignants de ton école et les bureaux d’assistance le liront, mais jamais la personne qui a écrit le message. Personne d’autre ne le saura.
page-tell_who_words = Les bureaux d’assistance le lisent. Si vous choisissez « Non » plus bas, les enseignants de votre établissement le lisent aussi. Personne d’autre ne le saura.
    .pupil = Les bureaux d’assistance le lisent. Si tu choisis « Non » plus bas, les enseignants de ton école le lisent aussi. Personne d’autre ne le saura.
page-tell_gone = Le message ne peut plus être affiché. Vous pouvez le signaler quand même ; nous savons qui l’a écrit, ou nous chercherons.
    .pupil = Le message ne peut plus être affiché. Tu peux le signaler quand même ; nous savons qui l’a écrit, ou nous chercherons.
page-tell_whom = S’agit-il d’un enseignant de votre établissement ?
    .pupil = S’agit-il d’un enseignant de ton école ?
page-tell_whom_yes = Oui
page-tell_whom_no = Non
page-tell_whom_unknown = Je ne sais pas, ou je préfère ne pas le dire
page-tell_whom_hint = Si vous dites non, les enseignants de votre établissement le lisent aussi.
    .pupil = Si tu dis non, les enseignants de ton école le lisent aussi.
page-tell_reason = Qu’est-ce qui ne va pas ?
page-tell_reason_hint = Quelques mots suffisent. Vous pouvez aussi ne rien écrire : le message est joint tel quel.
    .pupil = Quelques mots suffisent. Tu peux aussi ne rien écrire : le message est joint tel quel.
page-tell_words_hint = Écrivez autant que vous voulez. Peu importe comment.
    .pupil = Écris autant que tu veux. Peu importe comment.
page-tell_send = Signaler
page-tell_empty = Écrivez ce qui ne va pas. Ou revenez et appuyez sur « Signaler » sous le message dont il s’agit.
    .pupil = Écris ce qui ne va pas. Ou reviens et appuie sur « Signaler » sous le message dont il s’agit.
page-tell_twice = Nous l’avons déjà. Rien n’a été envoyé deux fois.
page-file_send = Image ou fichier
page-file_title = Envoyer une image ou un fichier
page-file_alt = Que peut-on voir ou entendre ?
page-file_alt_hint = Pour celles et ceux qui ne peuvent ni voir ni entendre : « Notre classe au bord de la rivière, avec un gros poisson ». Pas de noms complets.
page-file_text = Quelques mots avec, si vous voulez
    .pupil = Quelques mots avec, si tu veux
page-licence = Qui l’a fait ?
page-licence_ours = C’est nous. Cela reste dans ce projet.
page-licence_free = C’est nous, et tout le monde peut l’utiliser en nous nommant (licence CC BY 4.0).
page-licence_others = C’est quelqu’un d’autre, et nous pouvons l’utiliser ici.
page-file_choose = L’image ou le fichier
page-file_hint = Jusqu’à 10 Mo : images, PDF, documents, son, texte. Le lieu et la date d’une photo, et le nom de qui a écrit un document, en sont retirés ; un PDF ou un enregistrement peut encore dire qui l’a fait. Une image animée ne bouge plus.
page-file_send_now = Envoyer
page-file_missing = Choisissez l’image ou le fichier, s’il vous plaît. Tout le reste est toujours là.
    .pupil = Choisis l’image ou le fichier, s’il te plaît. Tout le reste est toujours là.
page-file_too_big = Ce fichier dépasse 10 Mo. Choisissez-en un plus petit, s’il vous plaît. Tout le reste est toujours là.
    .pupil = Ce fichier dépasse 10 Mo. Choisis-en un plus petit, s’il te plaît. Tout le reste est toujours là.
page-file_unknown = Ce type de fichier ne peut pas être envoyé ici, ou il est abîmé. Images (JPG, PNG), PDF, documents, son et texte le peuvent. Choisissez-en un autre, s’il vous plaît.
    .pupil = Ce type de fichier ne peut pas être envoyé ici, ou il est abîmé. Images (JPG, PNG), PDF, documents, son et texte le peuvent. Choisis-en un autre, s’il te plaît.
page-file_alt_missing = Dites ce qu’on voit sur l’image, s’il vous plaît, puis choisissez-la encore une fois. Tout le reste est toujours là.
    .pupil = Dis ce qu’on voit sur l’image, s’il te plaît, puis choisis-la encore une fois. Tout le reste est toujours là.
page-file_words_first = Dites ce qu’on voit sur l’image, s’il vous plaît, puis appuyez sur Envoyer.
    .pupil = Dis ce qu’on voit sur l’image, s’il te plaît, puis appuie sur Envoyer.
page-file_away = Le serveur de discussion ne répond pas pour le moment. Rien n’a été envoyé. Choisissez de nouveau le fichier dans une minute ; le reste est toujours là.
    .pupil = Le serveur de discussion ne répond pas pour le moment. Rien n’a été envoyé. Choisis de nouveau le fichier dans une minute ; le reste est toujours là.
page-app_pupil = Ton enseignant te permet d’utiliser aussi une application Matrix. Demande de l’aide à ton enseignant ou à tes parents.
page-app_not_allowed = On lit la classe ici, dans le navigateur. Si tu veux utiliser une application, demande à ton enseignant.

page-app_title = Utiliser une application Matrix
page-app = Avec une application Matrix sur votre téléphone ou votre ordinateur, vous lisez le TwinSpace sans nouveau lien à chaque fois, et vous voyez aussitôt quand quelqu’un écrit.
page-app_open = Montrez-moi comment me connecter
    .pupil = Montre-moi comment me connecter
page-app_when = Préparez d’abord l’application : ce que vous recevrez fonctionne une seule fois, pendant cinq minutes.
    .pupil = Prépare d’abord l’application : ce que tu recevras fonctionne une seule fois, pendant cinq minutes.
page-app_ready = Connectez votre application avec ceci. Le TwinSpace de votre projet y est déjà.
    .pupil = Connecte ton application avec ceci. Le TwinSpace de ton projet y est déjà.
page-app_own = Vous êtes dans ce TwinSpace avec votre propre compte, { $user }. Ouvrez votre application Matrix et acceptez l’invitation : vous y trouverez la salle de classe et la salle des professeurs.

page-pupils_add_title = Ajouter des élèves
page-pupils_names = Pseudonymes, un par ligne
page-pupils_hint = Des noms inventés comme « Renard bleu 7 », pas de noms complets. Nous ne gardons rien d’autre d’un élève : ni e-mail, ni numéro de téléphone.
page-pupils_add = Ajouter
page-pupils_sure = Ce sont des pseudonymes, ajoutez-les
page-pupils_no_guard =
    On ne peut pas ajouter d’élèves pour l’instant. Il manque au serveur de messagerie le gardien qui protège les élèves dans leur salle ; sans lui, nous n’admettons aucun élève.
    Prévenez la personne qui gère ce service : elle saura quoi faire.
page-pupils_guard_unknown = On ne peut pas ajouter d’élèves en ce moment : le serveur de messagerie ne répond pas. Revenez dans quelques minutes.
page-pupils_closed = Ce projet est clos ; on ne peut plus ajouter d’élèves.
page-pupils_slip_hint = Un nouveau billet rend l’ancien inutilisable aussitôt : utile si un billet est perdu, ou si quelqu’un d’autre l’a vu.
page-pupils_twice_sent = C’était déjà fait ; rien n’a été fait deux fois. Les billets ne s’affichent qu’une fois : si vous n’avez pas pu en imprimer un, faites-en un nouveau ci-dessous.
page-pupils_locked = bloqué après dix erreurs
page-pupils_out = Retirer
page-pupils_out_of = Retirer { $name }
page-pupils_out_means = { $name } quitte le TwinSpace, et son billet ne fonctionne plus. Ses messages restent. Pour annuler, ajoutez de nouveau l’élève : cela crée un nouveau billet.
page-pupils_others = Élèves des établissements partenaires
page-slips_title = Billets à imprimer
page-slips = Imprimez-les ou copiez-les maintenant : pour la sécurité des élèves, les codes ne s’affichent qu’une fois. Si un billet se perd, vous en ferez un nouveau dans la liste des élèves.
page-slip_how = Ouvre { $address } et tape ce code.
page-slips_back = Retour aux élèves
page-pupils_steps = Trois étapes : distribuez la lettre aux parents, cochez ce qu’ils autorisent, faites les billets.
page-pupils_parts = Sur cette page
page-pupils_classes = Classes
page-pupils_all = Tous ({ $count })
page-pupils_no_class = Sans classe
page-pupils_allowed = Ce que les parents autorisent
page-pupils_allowed_hint = Cochez ce qui est signé sur les lettres. Sans la première coche, l’élève n’a pas de billet et n’entre pas ; si vous l’enlevez, tout prend fin aussitôt. Appuyez sur un nom pour en voir plus.
page-pupils_has_slip = a un billet
page-pupils_no_slip = pas encore de billet
page-pupils_part = Participer
page-pupils_publish = Publier ses travaux
page-pupils_picture = Image
page-pupils_save = Enregistrer
page-pupils_tick_all = Cochez l’une des cases pour toute la liste ; rien n’est encore enregistré :
page-pupils_ticked = Coché pour tous, et pas encore enregistré : parcourez la liste, puis appuyez sur Enregistrer.
page-pupils_kept = Votre visite est terminée, et ce que vous avez coché est gardé sur cette page. Envoyez /pupils au bot et ouvrez son lien dans ce navigateur, dans un autre onglet ; puis revenez et appuyez ici.
page-pupils_class = Classe (si vous en avez plusieurs)
page-pupils_part_given = J’ai les lettres signées : tous ces élèves peuvent participer
page-pupils_move = Changer des élèves de classe
page-move_who = Qui change de classe ?
page-move_to = Vers la classe
page-move_teacher = De l’enseignant
page-move_do = Changer de classe
page-move_all = Tous les choisir
page-letters_title = Lettre aux parents
page-letters_hint = Une page à signer : ce qu’est le projet, qui voit quoi, et les trois questions. Avec une page par élève, le nom inventé y est imprimé.
page-letters_each = { $count ->
        [one] Lettre pour un élève (PDF)
       *[other] Lettres pour { $count } élèves (PDF)
    }
page-letters_one = Une à photocopier (PDF)
page-paper_language = Langue de l’impression
page-paper_in_english = Nous ne parlons encore aucune langue scolaire de ce pays : { $country }. Une lettre dans une autre langue demande peut-être quelques mots de votre part.
page-slips_shown = Billets
page-slips_hint = Un billet laisse entrer son élève sur tout appareil. Les codes ne sont montrés qu’une fois : imprimez-les maintenant ; sur un ordinateur partagé, effacez ensuite le fichier.
page-slips_none_permitted = Les billets se font dès qu’un élève peut participer : cochez-le ci-dessus, et enregistrez.
page-slips_as_page = Les montrer sur une page plutôt qu’en PDF
page-slips_missing = { $count ->
        [one] Faire le billet d’un élève qui n’en a pas
       *[other] Faire les billets de { $count } élèves qui n’en ont pas
    }
page-slips_anew = De nouveaux billets pour tous
page-slips_anew_means = Tous les billets distribués cessent aussitôt de fonctionner, et qui est entré dans la classe avec l’un d’eux en sort.
page-slips_all = { $count ->
        [one] Faire un nouveau billet pour un élève
       *[other] Faire de nouveaux billets pour { $count } élèves
    }
page-pupil_class = Classe
page-pupil_teacher = Enseignant
page-pupil_part_yes = ✓ peut participer
page-pupil_part_no = – ne peut pas participer
page-pupil_publish_yes = ✓ ses travaux peuvent être publiés
page-pupil_publish_no = – ses travaux ne peuvent pas être publiés
page-pupil_picture_yes = ✓ peut être vu sur des images publiées
page-pupil_picture_no = – ne peut pas être vu sur des images publiées
page-pupil_noted = Noté par { $name }, le { $at }
page-pupil_slip = Billet
page-pupil_locked = Dix codes faux ont été tapés, et le billet est bloqué. Si c’était l’élève, laissez réessayer ; dans le doute, faites-en un nouveau.
page-pupil_unlock = Laisser réessayer
page-pupil_slip_print = Nouveau billet (PDF)
page-pupil_slip_show = Montrer un nouveau billet ici
page-pupil_slip_none = Pas de billet sans l’accord des parents pour participer. Il se note dans la liste.
page-pupil_app = Application Matrix
page-pupil_app_yes = Cet élève peut aussi lire et écrire dans une application Matrix.
page-pupil_app_no = Cet élève entre avec un navigateur. Si vous l’autorisez, une application Matrix convient aussi ; elle montre la classe de ce projet et rien d’autre.
page-pupil_app_allow = Autoriser une application
page-pupil_app_end = Ne plus autoriser d’application

page-class_title = Vers ta classe
page-code = Le code de ton billet
page-code_hint = Majuscules ou minuscules, avec ou sans tiret : c’est pareil.
page-code_typed = Ce que tu avais écrit. Tu le retrouveras dans la case quand tu seras de nouveau dans la classe.
page-enter = Entrer
page-code_empty = Tape le code de ton billet.
page-code_wrong = Ce n’est pas tout à fait ça. Regarde bien ton billet et réessaie. Après dix erreurs, un billet est bloqué. Si ça ne marche pas, demande à ton enseignant.
page-code_ended = Ce projet est terminé, et ses billets ne fonctionnent plus. Ton enseignant en sait plus.
page-code_slower = Trop de codes faux sont venus d’ici. Attends une minute, puis réessaie.
page-pupil_left = Tu as quitté la classe : personne ne peut plus la lire ici sans code. Pour revenir, tape le code de ton billet.
page-pupil_ended = Ta visite est terminée. Si le code de ton billet ne marche plus, demande à ton enseignant.

page-homeserver_away_title = Le serveur de messagerie fait une pause
page-homeserver_away = Rien n’est perdu. Réessayez dans une minute.
    .pupil = Rien n’est perdu. Réessaie dans une minute.
page-database_away_title = Un petit instant
page-database_away = Nous n’avons pas accès à nos notes en ce moment. Rien n’a été modifié. Réessayez dans une minute.
    .pupil = Nous n’avons pas accès à nos notes en ce moment. Rien n’a été modifié. Réessaie dans une minute.
page-broken_title = Quelque chose n’a pas marché
page-broken = C’est notre faute, et nous en avons pris note. Revenez en arrière et réessayez ; si cela continue, prévenez la personne qui gère ce service.
    .pupil = C’est notre faute, et nous en avons pris note. Reviens en arrière et réessaie ; si cela continue, dis-le à ton enseignant.
page-not_found_title = Il n’y a rien ici
page-not_found = L’adresse est peut-être mal écrite, ou la page a changé de place.
page-too_large_title = C’est trop à la fois
page-too_large = Revenez en arrière et envoyez moins.
    .pupil = Reviens en arrière et envoie moins.
page-foreign_form_title = Ceci ne vient pas de notre page
page-foreign_form = Pour votre sécurité, nous n’acceptons que ce qui est envoyé depuis nos propres pages. Ouvrez la page ici et réessayez.
    .pupil = Pour ta sécurité, nous n’acceptons que ce qui est envoyé depuis nos propres pages. Ouvre la page ici et réessaie.

safeguarding-head = Journal de protection, dernière entrée : { $head }. Gardez ce message, s’il vous plaît : il prouvera que rien d’antérieur n’a été changé. { $help }

## Signalements d’un TwinSpace

room_help-report = nous dire en privé que quelque chose ne va pas : en réponse à un message, ou avec des mots. Dans le navigateur, « Quelque chose ne va pas » fonctionne toujours.
roomreports-done =
    Merci de nous l’avoir dit. Cela va aux enseignants de votre établissement et aux bureaux d’assistance, jamais à la personne concernée.
    { $help }
    .pupil =
        Merci de nous l’avoir dit. Cela va aux enseignants de ton école et aux bureaux d’assistance, jamais à la personne concernée.
        { $help }
roomreports-done_services =
    Merci de nous l’avoir dit. Cela va seulement aux bureaux d’assistance, à aucun enseignant de ce projet.
    { $help }
roomreports-done_nobody =
    Merci de nous l’avoir dit. Nous le gardons, mais il n’y a encore personne pour le lire. Parlez-en aussi à un adulte en qui vous avez confiance.
    { $help }
    .pupil =
        Merci de nous l’avoir dit. Nous le gardons, mais il n’y a encore personne pour le lire. Parles-en aussi à un adulte en qui tu as confiance.
        { $help }
roomreports-empty =
    Écrivez en une phrase ce qui ne va pas, ou répondez au message dont il s’agit.
    { $help }
    .pupil =
        Écris en une phrase ce qui ne va pas, ou réponds au message dont il s’agit.
        { $help }
roomreports-closed_room =
    Rien ne peut être signalé dans cette salle maintenant. Parlez-en à un enseignant en qui vous avez confiance.
    { $help }
    .pupil =
        Rien ne peut être signalé dans cette salle maintenant. Parles-en à un enseignant en qui tu as confiance.
        { $help }
roomreports-helplines = Aide pour les enfants et les jeunes, gratuite : { $helpline }. En danger : { $emergency }.
roomreports-emergency = En danger : { $emergency }. Parlez-en aussi à un adulte en qui vous avez confiance.
    .pupil = En danger : { $emergency }. Parles-en aussi à un adulte en qui tu as confiance.
roomreports-new =
    Quelque chose a été signalé dans « { $title } ». { $count ->
        [one] Un signalement vous attend.
       *[other] { $count } signalements vous attendent.
    } Le bouton vous donne un lien pour le lire.
roomreports-new_note =
    Quelqu’un vous a écrit au sujet d’un signalement dans « { $title } ». { $count ->
        [one] Un signalement vous attend.
       *[other] { $count } signalements vous attendent.
    } Le bouton vous donne un lien pour le lire.
roomreports-open = Un lien pour le lire
roomreports-card = Un signalement dans « { $title } »
roomreports-link =
    Le signalement. Le lien fonctionne une seule fois, d’ici { $minutes } minutes :
    { $link }
roomreports-not_yours = Ce signalement est pour quelqu’un d’autre, ou il n’existe plus.
roomreports-was_read = Un bureau d’assistance a lu un signalement de « { $title } » le { $day } : { $reason }. Nous le notons et vous le disons à chaque fois.
roomreports-reason_safety = un enfant est peut-être en danger
roomreports-reason_asked = quelqu’un du projet nous l’a demandé
roomreports-reason_complaint = nous examinons une plainte
roomreports-reason_law = une loi ou un tribunal l’exige
roomreports-taken_back = Le message est retiré pour tout le monde. Ce qui a été signalé reste ici.
roomreports-closed = Le signalement est clos. Il est gardé pendant un an.
roomreports-closed_before = Quelqu’un l’avait déjà clos.
roomreports-closed_yours = Votre signalement de « { $title } » a été traité et il est clos. Merci de nous l’avoir dit.
roomreports-note_empty = Écrivez d’abord quelque chose, s’il vous plaît.
roomreports-noted = Les autres qui suivent ce signalement sont prévenus que vous avez écrit.

page-report_title = Un signalement
page-report_lead = Quelque chose a été signalé dans « { $project } ». Seuls ceux qui s’en occupent voient cette page.
page-report_show = Montrer le signalement
page-report_why = Pourquoi le lisez-vous ? Votre réponse est notée, et les fondateurs du projet en sont informés.
page-report_why_some = Pourquoi le lisez-vous ? Votre réponse est notée, et les fondateurs du projet en sont informés : ceux qu’il peut concerner seulement une fois le signalement clos.
page-report_why_after = Pourquoi le lisez-vous ? Votre réponse est notée. Les fondateurs du projet n’en sont informés qu’une fois le signalement clos : il peut concerner l’un d’eux.
page-report_why_needed = Dites pourquoi vous le lisez, s’il vous plaît.
page-report_once = Le lien fonctionne une fois. Vous restez jusqu’à ce que vous appuyiez sur Quitter, jusqu’à 45 minutes sans clic, un jour au plus.
page-report_used_title = Ce lien a servi
page-report_used = Un lien vers un signalement fonctionne une seule fois, pour ceux qui s’en occupent. Appuyez sur « Un lien pour le lire » sous le message du bot.
page-report_left = Personne ne peut plus lire le signalement dans ce navigateur. Pour revenir, appuyez sur « Un lien pour le lire » sous le message du bot.
page-report_from = Signalé par { $name }, { $since }
page-report_for_services = Qui a signalé dit que cela concerne un enseignant de son établissement, ou n’a pas dit qui. Aucun enseignant du projet n’en a donc été informé, ni ses fondateurs.
page-report_others = Les autres sont : { $who }.
page-report_other_teacher = { $name } (établissement de qui a signalé)
page-report_other_service = { $name } (bureau d’assistance)
page-report_nobody_else = Personne d’autre ne s’en occupe en ce moment : ce que vous écrivez reste ici pour qui viendra.
page-report_sure = Clore le signalement ?
page-report_sure_means = Il quitte la file de tous ceux qui s’en occupent, et ne peut plus être rouvert. Il est gardé un an.
page-report_back = Retour au signalement
page-report_words = Ce qui ne va pas, selon cette personne
page-report_context = Ce qui était écrit, comme on le lisait alors
page-report_nothing = Aucun message n’a été signalé, seulement des mots.
page-report_gone = { $name } avait écrit le message ; il n’était déjà plus là quand il a été signalé.
page-report_unread = Un message a été signalé qui ne pouvait pas être lu à ce moment-là.
page-report_this = Voici ce qui a été signalé
page-report_file = Fichier : { $name }
page-report_alt = On y voit : { $alt }
page-report_picture = L’image signalée
page-report_closed = Ce signalement est clos.
page-report_take = Retirer le message
page-report_take_means = Plus personne dans la salle ne le voit. Le signalement le garde.
page-report_close = Clore le signalement
page-report_notes = Entre ceux qui s’en occupent
page-report_note = Écrire aux autres
page-report_note_hint = Ils reçoivent un lien vers cette page ; rien n’en figure dans leur conversation.
page-report_send = Envoyer
page-report_help = Pour les enfants

supervision-nudge = { $count ->
    [one] Votre élève dans « { $title } » compte sur vous : vous
   *[other] Vos { $count } élèves dans « { $title } » comptent sur vous : vous
    } n’avez pas ouvert la salle de classe depuis un moment. { $left ->
    [one] Encore un jour d’école
   *[other] Encore { $left } jours d’école
    }, et ils ne pourraient plus que lire. Un coup d’œil suffit.
supervision-broken = Dans « { $title } », aucun enseignant de { $school } ne veille sur la classe ; { $count ->
    [one] son élève ne peut que lire
   *[other] ses { $count } élèves ne peuvent que lire
    } pour l’instant. Cela cesse dès qu’un enseignant de cet établissement ouvre la salle de classe. Un fondateur peut inviter un collègue.
supervision-broken_service = Dans « { $title } », aucun enseignant de { $school } ne veille sur la classe ; { $count ->
    [one] son élève ne peut que lire
   *[other] ses { $count } élèves ne peuvent que lire
    } pour l’instant. Les fondateurs et les enseignants le savent ; si rien ne change, appelez l’établissement.
supervision-mended = Dans « { $title } », un enseignant de { $school } veille de nouveau sur la classe. Ses élèves peuvent écrire.

room_help-lock = les élèves ne font que lire : tous, ou avec « mine » ceux de votre établissement ; un nombre est en minutes
room_help-unlock = ils peuvent de nouveau écrire
locks-usage = { $lock } : tous les élèves ne font que lire, { $mine } : ceux de votre établissement, { $timed } : pendant 45 minutes. { $unlock } leur permet d’écrire de nouveau.
locks-closed = { $name } a fermé la salle de classe : les élèves peuvent lire, pas écrire. { $unlock } la rouvre. Dans le navigateur, « Quelque chose ne va pas » fonctionne quand même.
locks-closed_for = { $name } a fermé la salle de classe pour { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
    } : les élèves peuvent lire, pas écrire. { $unlock } la rouvre plus tôt. Dans le navigateur, « Quelque chose ne va pas » fonctionne quand même.
locks-closed_school = { $name } a fermé la salle de classe aux élèves de { $school } : ils peuvent lire, pas écrire. { $unlock } la rouvre. Dans le navigateur, « Quelque chose ne va pas » fonctionne quand même.
locks-closed_school_for = { $name } a fermé la salle de classe aux élèves de { $school }, pour { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
    } : ils peuvent lire, pas écrire. { $unlock } la rouvre plus tôt. Dans le navigateur, « Quelque chose ne va pas » fonctionne quand même.
locks-opened = La salle de classe est rouverte : les élèves peuvent écrire.
locks-opened_school = Les élèves de { $school } peuvent de nouveau écrire.
locks-nothing = Rien n’est fermé. { $lock } ferme la salle de classe.
locks-not_yours = { $name } a fermé la salle de classe pour tous. { $name } ou un fondateur peut la rouvrir avec { $unlock }.
locks-everybody = Tous les élèves
locks-is_locked = { $who } : lecture seule, à la demande d’un enseignant ({ $unlock } y met fin)
locks-is_quiet = { $who } : lecture seule, pendant les heures calmes de leur établissement
locks-is_alone = { $who } : lecture seule, jusqu’à ce qu’un de leurs enseignants ouvre la salle de classe

quietclass-is = Élèves de { $school } : { $state } Choisissez des heures ou tapez-les : /quietclass 17:30-7:00. Elles suivent les horloges de votre pays.
quietclass-not_understood = Ces heures n’étaient pas claires ; rien n’a changé. Tapez-les ainsi : /quietclass 17:30-7:00. Pour l’instant, élèves de { $school } : { $state }
quietclass-hours = De { $hours }, ils lisent sans écrire, chaque jour.
quietclass-never = Ils peuvent écrire à toute heure.
quietclass-off = Pas d’heures calmes
quietclass-no_school = Les heures calmes sont celles d’un établissement. Indiquez dans votre profil où vous enseignez.

project-quiet = Heures calmes de mes élèves
project-quiet_from = Heures calmes de mes élèves : { $hours }
project-pupils_first = Dans « { $title } », les élèves de votre établissement resteraient seuls. Retirez-les, ou faites ouvrir la salle de classe par un collègue ; ensuite, vous pourrez partir.

## What classes have to do, and the files of the classroom

room_help-activity = commence une activité par son titre ; « end » la termine ; seul, les énumère
room_help-task = donne une tâche aux classes ; « end » et son numéro la retire de la liste
room_help-tasks = ce qui est à faire, et où en est chaque établissement
room_help-done = tu as fait la tâche de ce numéro ; d’un enseignant : l’établissement l’a faite
room_help-undone = la tâche de ce numéro n’est finalement pas faite
room_help-meet = commence une visioconférence ; « release » l’ouvre aux élèves de votre établissement, « end » la termine
room_help-alt = dit ce que l’on voit sur une image : en réponse à elle, avec tes mots
room_help-licence = dit qui a fait un fichier et qui peut l’utiliser : en réponse à lui

help-activities = Activités d’un projet
help-tasks = Tâches des classes
help-materials = Documents d’un projet

licence-ours = nous l’avons fait, et il reste à nous
licence-free = nous l’avons fait, et tout le monde peut l’utiliser en nous nommant (CC BY 4.0)
licence-others = quelqu’un d’autre l’a fait
licence-line = { $word } : { $what }

activity-begun = Nous commençons : « { $title } ». Ce que vous envoyez dès maintenant en fait partie.
activity-ended = « { $title } » est terminé. Merci !
activity-nothing = Aucune activité n’est en cours. { $activity } avec un titre en commence une.
activity-too_long = Ce titre est trop long : { $most } caractères au plus.
activity-line = { $number }. { $title }
activity-line_now = { $number }. { $title } (en cours)
activity-all =
    Activités :
    { $activities }
    { $activity } avec un titre en commence une, avec un numéro en reprend une. { $end } la termine.
activity-card =
    Activités de « { $title } » :
    { $activities }
activity-card_none = « { $title } » n’a pas encore d’activité. Commencez-en une : ce qui est envoyé dans la classe en fera partie.
activity-begin = Commencer une activité
activity-end = La terminer
activity-ask_title = Comment s’appelle l’activité ? La classe sera prévenue.

tasks-usage = { $task } avec vos mots donne une tâche. { $end } retire la première de la liste.
tasks-set = À faire, n° { $number } : { $text }
    Qui l’a fait écrit { $done } ou appuie sur « Je l’ai fait » sur la page.
tasks-ended = Le n° { $number } n’est plus sur la liste. { $tasks } montre ce qui reste.
tasks-too_long = C’est trop long pour une tâche : { $most } caractères au plus.
tasks-gone = Ce n’est plus à faire.
tasks-noted = C’est noté.
tasks-done = Le n° { $number } est fait. { $left ->
        [0] Il ne reste rien à faire.
        [one] Il en reste une : { $tasks }
       *[other] Il en reste { $left } : { $tasks }
    }
tasks-done_school = Le n° { $number } est fait à { $school }. Tout : { $tasks }
tasks-undone = Le n° { $number } est de nouveau à faire. Tout : { $tasks }
tasks-none = Il n’y a rien à faire pour l’instant. Les enseignants donnent une tâche avec { $task }.
tasks-all =
    À faire :
    { $tasks }
    Qui a fait la première écrit { $done }.
tasks-line = { $number }. { $text } – { $progress }
tasks-school_is_done = { $school } : fait
tasks-so_many = { $school } : { $pupils ->
        [0] pas encore d’élèves
       *[other] { $done } sur { $pupils }
    }
tasks-card =
    À faire dans « { $title } », avec le nombre d’élèves qui l’ont fait :
    { $tasks }
tasks-card_none = Il n’y a rien à faire dans « { $title } ». Donnez une tâche : la classe sera prévenue.
tasks-new = Donner une tâche
tasks-done_button = N° { $number } : fait chez nous
tasks-not_done_button = N° { $number } : pas encore fait
tasks-ask_text = Qu’est-ce que les classes ont à faire ? La classe sera prévenue.

classmeet-link =
    Visioconférence, commencée par { $name } : { $link }
    Les élèves y participent devant l’écran de leur classe. { $release } laisse ceux de votre établissement l’ouvrir eux-mêmes.
classmeet-begun = Une visioconférence a commencé : les enseignants trouvent le lien dans la salle des professeurs. Les élèves y participent devant l’écran de leur classe.
classmeet-released = Les élèves de { $school } peuvent rejoindre la visioconférence eux-mêmes : le lien est sur leur page.
classmeet-ended = La visioconférence est terminée ; son lien n’est plus montré.
classmeet-no_school = Vous participez sans établissement : il n’y a pas d’élèves à qui l’ouvrir.
classmeet-usage = { $meet } commence une visioconférence de trois heures. Ensuite { $release } l’ouvre aux élèves de votre établissement, et { $end } la termine.

materials-ask_alt = Une image, merci ! Certains d’entre nous ne peuvent pas la voir. Que voit-on dessus ? Réponds-lui avec { $alt } et tes mots. { $licence } dit qui l’a faite.
materials-alt_usage = { $alt } et tes mots, en réponse à une image, disent ce que l’on y voit.
materials-alt_long = C’est trop long : { $most } caractères au plus. Que dirais-tu au téléphone ?
materials-not_yours = Je ne trouve pas de quel fichier tu parles. Réponds à l’un des tiens avec { $alt } et tes mots.
materials-described = Merci ! Maintenant tout le monde sait ce que l’on y voit.
materials-described_licence =
    Merci ! Et qui l’a fait ? { $licence } avec l’un de ces mots :
    { $choices }
materials-licence_usage =
    Qui l’a fait ? { $licence }, en réponse au fichier, avec l’un de ces mots :
    { $choices }
materials-ask_source = D’où vient-il ? { $licence }, puis le nom ou l’adresse.
materials-licensed = C’est noté : { $licence }.
materials-closed = Cela ne peut pas être changé pour l’instant.
materials-source_missing = Dis d’où cela vient : de qui, ou l’adresse.
materials-alt_missing = Dis ce que l’on y voit, pour ceux qui ne peuvent pas le voir.
materials-saved = C’est enregistré.
materials-card =
    Documents de « { $title } » :
    { $counts }
    Dernièrement, des enseignants :
    { $own }
    Le tout, pendant { $minutes } minutes : { $link }
materials-empty =
    Rien n’a encore été envoyé dans la classe de « { $title } ». Les fichiers qui y sont envoyés se rassemblent ici : { $link }
materials-of_activity = { $title } : { $counts }
materials-of_none = sans activité : { $counts }
materials-pictures = { $count ->
        [one] une image
       *[other] { $count } images
    }
materials-files = { $count ->
        [one] un fichier
       *[other] { $count } fichiers
    }
materials-own = • { $title }
materials-no_own = • rien
materials-names_a_pupil = (sur la page : un élève y est nommé)
materials-search = Chercher
materials-search_again = Chercher encore
materials-ask_words = Que cherchez-vous ? Un mot d’une légende, d’une description ou d’une activité.
materials-not_by_pupil =
    Les élèves ne sont nommés que sur la page, pas dans cette conversation. Vous pouvez y chercher leurs travaux.
    Pendant { $minutes } minutes : { $link }
materials-found_none = Rien ne correspond à « { $words } ». Une partie d’un mot suffit.
materials-found =
    « { $words } » correspond à { $count ->
        [one] un document
       *[other] { $count } documents
    }. Des enseignants :
    { $own }
    Le tout, pendant { $minutes } minutes : { $link }

## Élèves effacés

erasepupil-begun = Tout ce qui concerne { $name } est en train d’être effacé. Cela prend souvent quelques minutes, et c’est fait au plus tard le { $until } ; ensuite, personne ne pourra le faire revenir.
erasepupil-delayed = { $name } n’est plus là. Un signalement est encore ouvert : tout sera effacé à sa clôture, au plus tard le { $until }.
erasepupil-not_yours = Cet élève est d’un autre établissement, ou déjà effacé.

page-erase = Tout effacer
page-erase_of = Tout effacer de { $name }
page-erase_means = Tout ce que { $name } a écrit et publié et tout ce que nous avons noté est effacé dans les salles, pour tout le monde : tout de suite, ou, s’il reste quelque chose à examiner, le { $until } au plus tard. Personne ne pourra le faire revenir.
page-erase_gone = Ils ont été retirés ; ce qu’ils ont écrit est encore là.
page-erasing = { $count ->
    [one] Un élève est en train d’être effacé. D’ici là, quelque chose de lui peut encore se voir.
   *[other] { $count } élèves sont en train d’être effacés. D’ici là, quelque chose d’eux peut encore se voir.
    }

page-todo = { $left ->
        [0] À faire
        [one] À faire : une tâche
       *[other] À faire : { $left } tâches
    }
page-todo_done = À faire : tout est fait ✓
page-todo_hint = { $task } et vos mots dans la case ci-dessous donnent une tâche à toutes les classes, { $activity } et un titre commence une activité.
page-task_done = Je l’ai fait
page-task_done_school = Notre établissement l’a fait
page-task_is_done = ✓ fait
page-task_undone = Pas encore fait
page-task_end = Retirer de la liste
page-meeting_join = Rejoindre la visioconférence
page-meeting_begin = Commencer une visioconférence
page-meeting_release = Laisser mes élèves la rejoindre eux-mêmes
page-meeting_released = Les élèves de votre établissement voient le lien ici. Les autres y participent devant l’écran de leur classe.
page-meeting_end = La terminer
page-materials = Documents
page-materials_words = Que cherchez-vous ?
    .pupil = Que cherches-tu ?
page-materials_words_hint = Un mot de la légende, de la description, de l’activité ou le nom de l’auteur. Son début suffit.
page-materials_kind = Sorte
page-materials_activity = Activité
page-materials_all = Tout
page-materials_pictures = Images
page-materials_files = Autres fichiers
page-materials_none = Sans activité
page-materials_find = Montrer
page-materials_count = { $count ->
        [one] Un document.
       *[other] { $count } documents.
    }
page-materials_again = Tout montrer
page-materials_nothing = Rien ne correspond. Essayez le début d’un mot.
    .pupil = Rien ne correspond. Essaie le début d’un mot.
page-materials_empty = Il n’y a encore rien ici. Chaque image et chaque fichier envoyé dans la classe se retrouve ici de lui-même.
page-materials_empty_pupil = Il n’y a encore rien ici. Envoie une image ou un fichier dans la classe, et tu le retrouveras ici.
page-materials_wants_alt = Dites ce que l’on y voit, s’il vous plaît
    .pupil = Dis ce que l’on y voit, s’il te plaît
page-materials_pages = D’autres documents
page-materials_newer = Retour
page-materials_older = La suite
page-materials_back = Tous les documents
page-material_author = De
page-material_caption = Ce qui est écrit avec
page-material_caption_hint = La première ligne en est ici le titre. Le message dans la classe reste comme il est.
page-material_source = Si quelqu’un d’autre l’a fait : qui, ou d’où vient-il ?
page-material_save = Enregistrer
page-open_materials = Il ouvre les documents de « { $project } » dans ce navigateur.

## Exporting a project

help-export = Enregistrer tout un projet dans un fichier
room_help-export = enregistre tout le TwinSpace dans un fichier ; le lien arrive dans votre conversation avec le bot
export-button = Obtenir l’export
export-anew = En faire un nouveau
export-how_far = Où en est-il ?
export-begun =
    Je mets tout le contenu de « { $title } » dans un fichier : messages, images, documents. Je vous préviens quand il est prêt.
export-under_way =
    L’export de « { $title } » est en cours : environ { $percent } %, { $count ->
        [one] un message
       *[other] { $count } messages
    } pour l’instant. Je vous préviens quand il est prêt.
export-there =
    L’export de « { $title } » est prêt : { $link }
    Le lien fonctionne une fois, pendant { $minutes } minutes. Il contient les paroles des élèves : gardez-le en lieu sûr.
export-ready = L’export de « { $title } » est prêt. Le fichier est supprimé après { $hours } heures. Il contient les paroles des élèves : gardez-le en lieu sûr.
export-no_room =
    L’export de « { $title } » n’a pas assez de place sur notre disque. Rien n’est perdu. Réessayez demain, ou prévenez les responsables de ce service.
export-failed =
    L’export de « { $title } » n’a pas abouti. Rien n’est perdu. Réessayez ; en cas de nouvel échec, prévenez les responsables de ce service.
export-in_room =
    J’enregistre « { $title } » dans un fichier. La personne qui l’a demandé reçoit le lien dans sa conversation avec moi ; { $command } y dit où il en est.
page-open_export = Il ouvre l’export de « { $project } » dans ce navigateur.
page-export = Export
page-export_title = Tout le projet dans un fichier
page-export_lead = Tous les messages de la salle de classe et de la salle des professeurs, les images, les fichiers, les activités et les tâches, en pages lisibles sans connexion dans tout navigateur, et en données. Les élèves y figurent sous leur pseudonyme.
page-export_care = Il contient les paroles des élèves. Gardez-le là où seuls des enseignants ont accès, et supprimez-le si des parents le demandent.
page-export_make = Faire le fichier
page-export_anew = Le refaire
page-export_waiting = Il commence dans un instant. Vous pouvez quitter cette page : le bot vous préviendra.
page-export_making =
    Environ { $percent } % est fait : { $count ->
        [one] un message
       *[other] { $count } messages
    }. Vous pouvez quitter cette page : le bot vous préviendra.
page-export_over = Le fichier a été fait le { $at } et supprimé après { $hours } heures. Vous pouvez le refaire.
page-follow = Suivre ici
page-follow_end = Ne plus suivre
page-follow_means = La page s’affiche alors de nouveau toutes les cinq secondes, pendant cinq minutes ou jusqu’à la fin.
page-follow_on = Cette page s’affiche de nouveau toutes les cinq secondes, jusqu’à la fin.
page-export_ready = Il est prêt, à la date du { $at }. Il est supprimé après { $hours } heures.
page-export_download = Télécharger ({ $size })
page-export_no_room = Il n’a pas assez de place sur notre disque. Réessayez demain, ou prévenez les responsables de ce service.
page-export_failed = Cela n’a pas abouti. Réessayez ; en cas de nouvel échec, prévenez les responsables de ce service.
page-export_gone_title = Ce fichier n’est plus là
page-export_gone = Il a été supprimé, ou un autre a pris sa place. Vous pouvez en faire un nouveau sur la page de l’export.

## What stands in an export

archive-made = Enregistré le { $at }. Réservé aux enseignants du projet : il contient les paroles des élèves.
archive-facts = Le projet
archive-description = Description
archive-aims = Objectifs
archive-process = Notre façon de travailler
archive-results = Résultats attendus
archive-tools = Outils
archive-languages = Langues
archive-subjects = Matières
archive-ages = Âges
archive-ages_from = de { $least } à { $most } ans
archive-since = Fondé
archive-schools = Établissements
archive-teachers = Enseignants
archive-rooms = Ce qui s’est dit
archive-classroom = Salle de classe
archive-staff_room = Salle des professeurs
archive-page_line = { $title } : { $count ->
    [one] un message
   *[other] { $count } messages
}
archive-nothing_said = Rien ne s’est dit ici.
archive-work = Activités et tâches
archive-no_work = Il n’y a eu ni activité ni tâche.
archive-done_by = { $count ->
    [0] personne ne l’a marquée comme faite
    [one] une marque « fait »
   *[other] { $count } marques « fait »
}
archive-under_way = en cours
archive-without_activity = Sans activité
archive-materials = Documents
archive-no_materials = Il n’y a pas de documents.
archive-page = page { $number }
archive-start = Début de l’export
archive-newer = Plus tard
archive-older = Plus tôt
archive-pages = Pages
archive-answers = En réponse à { $name }
archive-no_file = Le fichier « { $name } » n’a pas pu être enregistré.
archive-no_alt = Image « { $name } », non décrite
archive-data = Pour les programmes, tout est dans { $file }, comme le décrit { $schema }.

## Publishing

publish-not_yours = Vous ne pouvez ni publier ni retirer ceci pour l’instant. Rouvrez la page du document.
publish-other_school = Un enseignant d’un autre établissement doit donner son accord : ce qui devient public a été regardé dans deux établissements.
publish-changed = Cela a changé entre-temps. Regardez-le de nouveau, puis décidez.
publish-ask_child = Dites si l’on y reconnaît un enfant, et si oui, sous quel nom il est ici.
publish-ask_maker = Dites si un élève l’a fait, et si oui, sous quel nom il est ici.
publish-only_pictures = Seules des images peuvent être publiées : les autres fichiers contiennent des noms que personne ne voit. Publiez plutôt une image de celui-ci.
publish-needs_alt = Dites d’abord ce que l’on y voit, pour ceux qui ne voient pas.
publish-needs_licence = Dites d’abord qui l’a fait et que d’autres peuvent l’utiliser : s’il reste dans ce projet, il ne peut pas être public.
publish-names = Le nom de ces élèves figure dans le texte, la source ou le nom du fichier, et leurs parents n’autorisent pas la publication : { $names } Changez d’abord le texte.
publish-no_work = Fait par des élèves dont les parents n’autorisent pas la publication du travail : { $names }.
publish-no_work_elsewhere = Un élève d’un autre établissement l’a fait, dont les parents n’autorisent pas la publication du travail.
publish-no_picture = On y reconnaît, sans que les parents autorisent la publication de l’image : { $names }.
publish-no_picture_elsewhere = On y reconnaît un enfant d’un autre établissement dont les parents n’autorisent pas la publication de son image.
publish-allowed = Ce qu’autorisent les parents de { $name }
publish-sure = Est-ce le vrai nom de quelqu’un ? { $names } Si oui, changez d’abord le texte. Sinon, cochez la case et recommencez.
publish-waits = { $count ->
    [one] Un document de « { $title } » attend
   *[other] { $count } documents de « { $title } » attendent
} l’accord d’un enseignant de votre établissement avant d’être public.
page-publish_title = Sur la page publique
page-publish_lead = Ce qui est public est visible par tous. Un enseignant d’un autre établissement doit d’abord donner son accord, et on peut le retirer à tout moment.
page-publish_child = Y reconnaît-on un enfant ?
page-publish_nobody = Aucun enfant
page-publish_somebody = Oui : ceux-ci
page-publish_whose = De qui est ce travail ?
page-publish_no_pupil = D’aucun élève
page-publish_makers = Fait par : { $names }
page-publish_sure = J’ai vérifié : aucun vrai nom d’enfant ne figure dans le texte ni dans le nom du fichier.
page-publish_ask = Demander la publication
page-publish_waits = Il attend l’accord d’un enseignant d’un autre établissement.
page-publish_agree_lead = Un enseignant d’un autre établissement demande la publication. Seront publics : l’image, ce que l’on y voit, le texte, la licence.
page-publish_children = On y reconnaît : { $names }
page-publish_agree = D’accord : le rendre public
page-publish_public = Il est public.
page-publish_hidden = Il était public ou demandé, et a changé depuis : personne ne l’y voit maintenant. On peut le demander de nouveau.
page-publish_withdraw = Le retirer
page-publish_see = Voir la page publique
page-publish_file_gone = L’image ne peut pas être lue maintenant. Réessayez plus tard.
page-publish_waiting = En attente d’un second établissement
page-project_work = Ce que nous avons fait
page-project_nothing = Rien n’est encore publié.
page-project_schools = Établissements
page-project_free = Tout le monde peut l’utiliser en nommant le projet (licence CC BY 4.0).
page-project_others = Fait par quelqu’un d’autre : { $source }

## Statistics

# Beside a bar that is not drawn, since it is of very few people.
charts-hidden = non affiché
charts-nothing = Il n’y a encore rien à montrer.
statspart-registrations = Inscriptions
statspart-teachers = Enseignants
statspart-partners = Partenaires
statspart-projects = Projets
statspart-seminars = Séminaires
statspart-messages = Messages
measure-registered = Inscrits
measure-validated = Validés
measure-days = Jours d’attente au plus pour la moitié d’entre eux
measure-active = Enseignants actifs
measure-ideas = Ont publié une idée
measure-asking = Ont demandé un contact
measure-matched = Ont trouvé un partenaire
measure-draft = En préparation
measure-partner = En attente de l’autre établissement
measure-nss = En attente d’un bureau d’assistance
measure-running = Projets en cours
measure-closed = Clos
measure-archived = Archivés dans le mois
measure-held = Séminaires tenus
measure-came = Ont suivi un séminaire
measure-sent = Messages arrivés
measure-undelivered = Messages non remis
measure-unknown = Peut-être arrivés
measure-unsent = Encore en attente
stats-everywhere = tous les pays
stats-month =
    <b>Chiffres, { $where }, { $month }</b>
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
    Ce sont les pays qui en ont le plus. Tous figurent dans le tableau.
stats-not_counted =
    <b>{ $title }</b>
    Cela n’a pas été compté pour ce mois. Regardez un mois plus récent.
stats-title = { $what }, { $where }, { $month }
stats-title_months = { $what }, { $where }
stats-title_countries = { $what }, { $month }
stats-line = { $what } : { $count }
stats-line_more = { $what } : { $count } (+{ $change })
stats-line_fewer = { $what } : { $count } (−{ $change })
stats-line_same = { $what } : { $count } (inchangé)
stats-changes = Entre parenthèses : l’évolution depuis { $month }.
stats-line_hidden = { $what } : non affiché
stats-line_days = { $days ->
    [0] La moitié d’entre eux ont été validés le jour même
    [one] La moitié d’entre eux ont été validés en un jour au plus
   *[other] La moitié d’entre eux ont été validés en { $days } jours au plus
    }
stats-few = Personnes, projets et messages sont arrondis au multiple de 5 inférieur. Les nombres inférieurs à 5 ne sont ni affichés, ni comptés dans les totaux.
stats-none = Aucun mois n’est encore terminé. Les premiers chiffres arrivent le { $day }.
stats-not_yours = Vous ne coordonnez pas ceci : { $where }.
stats-own = Mes chiffres
stats-which = Quel pays ? Choisissez-en un, ou écrivez par exemple { $example }.
stats-unknown = Je ne connais pas ce pays. Écrivez son nom, par exemple { $example }.
stats-table_is = Le tableau pour { $where } : tous les mois et tous les chiffres affichés. Il s’ouvre dans un tableur.
stats-table = Tableau en CSV
stats-others = Un autre pays
stats-back = Retour au mois
stats-earlier = ◀ { $month }
stats-later = { $month } ▶
stats-way_now = Ce mois
stats-way_months = Au fil des mois
stats-way_countries = Par pays
stats-column_month = Mois
stats-column_country = Pays

## Annonces (NSS-2)

help-announce = Annoncer quelque chose
queue-count_announcements = { $count ->
    [one] une annonce
   *[other] { $count } annonces
}
part-ambassador = Ambassadeur
part-coordinator = Coordinateur
part-moderator = Modérateur d’un groupe
announce-from_central = Bureau d’assistance central d’eTwinning
announce-from_country = Bureau d’assistance national eTwinning : { $country }
announce-everywhere = Tous les pays
announce-countries = { $count } pays
announce-said =
    <b>{ $sender }</b>

    { $text }
announce-said_english =
    <b>{ $sender }</b>
    <i>Ce texte n’existe qu’en anglais.</i>

    { $text }
announce-sign_up = S’inscrire
announce-read_more = En savoir plus
announce-how_told = Mes notifications
announce-not_yours =
    Cette annonce n’est pas la vôtre, ou n’existe plus.
    Voici les vôtres.
announce-list =
    Vos annonces :
    { $lines }
announce-list_all =
    Annonces, les vôtres et celles que d’autres ont ouvertes :
    { $lines }
announce-line = { $number } · { $begins } ({ $who }), { $state }
announce-line_of = { $number } · { $author } : { $begins } ({ $who }), { $state }
announce-by_author = De { $author }
announce-new = Une nouvelle
announce-open = Ouvrir { $number }
announce-mine = Mes annonces
announce-show = La voir

announce-ask_countries =
    À quels pays ? Choisissez-en un ou plusieurs.
    Jusqu’ici : { $people ->
        [one] une personne
       *[other] { $people } personnes
    }.
announce-ask_narrower =
    { $who } : { $people ->
        [0] personne n’y est encore inscrit
        [one] une personne
       *[other] { $people } personnes
    }.
    Préciser ? Choisissez un ou plusieurs points.
    { $chosen ->
        [0] « Passer » l’envoie à tous.
       *[other] Puis « C’est tout » : chacun est demandé ensuite.
    }
announce-ask_roles = Qui ? Choisissez. Jusqu’ici : { $people ->
    [one] une personne
   *[other] { $people } personnes
}.
announce-ask_subjects = Quelles matières ? Choisissez ou écrivez-les. Jusqu’ici : { $people ->
    [one] une personne
   *[other] { $people } personnes
}.
announce-ask_languages = Qui parle quelle langue ? Choisissez ou écrivez-les. Jusqu’ici : { $people ->
    [one] une personne
   *[other] { $people } personnes
}.
announce-ask_groups = Membres de quels groupes ? Choisissez, ou écrivez une partie du nom. Jusqu’ici : { $people ->
    [one] une personne
   *[other] { $people } personnes
}.
announce-ask_projects = Enseignants de quels projets ? Écrivez une partie du titre. Jusqu’ici : { $people ->
    [one] une personne
   *[other] { $people } personnes
}.
announce-ask_days = Actifs au cours des derniers jours : combien de jours ? Jusqu’ici : { $people ->
    [one] une personne
   *[other] { $people } personnes
}.
announce-by_roles = Rôle
announce-by_subjects = Matière
announce-by_languages = Langue
announce-by_groups = Groupe
announce-by_projects = Projet
announce-by_days = Actifs récemment
announce-days = { $days } jours
announce-not_your_country = Vous n’écrivez qu’à vos propres pays. Choisissez parmi eux, s’il vous plaît.
announce-ask_text =
    { $first ->
        [1] Écrivez-la d’abord en anglais : qui n’a pas de texte dans sa langue reçoit celui-ci. Les autres langues suivent.
       *[other] Écrivez-la dans cette langue : { $language }.
    }
    Gras, italiques et liens restent tels quels.
    Elle doit tenir dans un message ; sous une image, environ 900 caractères.
announce-ask_other =
    Dans une autre langue aussi ?
    Chacun reçoit la sienne ; à défaut, l’anglais.
announce-ask_file =
    Une image ou un fichier avec ? Envoyez-le maintenant.
    Ou « Passer ».
announce-no_file = C’étaient des mots. Envoyez une image ou un fichier, ou appuyez sur « Passer ».
announce-ask_link =
    Un bouton « En savoir plus » ? Envoyez son adresse, comme https://example.org.
    Ou « Passer ».
announce-ask_seminar =
    Un bouton « S’inscrire » à un séminaire ? Choisissez-le, ou écrivez une partie du titre.
    Ou « Passer ».
announce-change_file =
    Avec elle part { $name }.
    Envoyez une autre image ou un autre fichier, ou choisissez :
announce-change_link =
    Le bouton « En savoir plus » mène à { $link }
    Envoyez une autre adresse, ou choisissez :
announce-change_seminar =
    Le bouton « S’inscrire » est pour « { $title } ».
    Choisissez-en un autre, écrivez une partie du titre, ou :
announce-keep_as_is = Laisser tel quel
announce-take_away = Enlever
announce-ask_when =
    Quand doit-elle partir ? « Tout de suite », ou un jour et une heure (fuseau : { $zone }), comme { $example }
    Personne ne la reçoit pendant ses heures de repos.
announce-at_once = Tout de suite
announce-time_passed = Elle ne peut pas partir le { $start } : ce moment est passé. Rien n’a été envoyé.
announce-too_far = C’est trop loin. Choisissez un jour d’ici six mois, s’il vous plaît.

announce-card =
    <b>Annonce { $number }</b> · { $state }
    « { $begins } » ({ $languages })
    À { $people ->
        [one] une personne
       *[other] { $people } personnes
    } : { $who }
    { $more }
announce-outcome =
    { $outcome }
    { $card }
announce-group = groupe « { $title } »
announce-project = projet « { $title } »
announce-active = actifs au cours des { $days } derniers jours
announce-with_file = Avec { $name }
announce-with_link = Bouton : { $link }
announce-with_seminar = Bouton : s’inscrire à « { $title } »
announce-leaves_at = Départ le { $start }
announce-was_refused = Renvoyée : { $reason }
announce-state_draft = brouillon
announce-state_waiting = attend un second coordinateur
announce-state_scheduled = part à son heure
announce-state_running = en route
announce-state_paused = en pause
announce-state_stopped = arrêtée
announce-state_withdrawn = en cours de retrait
announce-state_back = retirée
announce-state_done = terminée
announce-preview = Aperçu pour moi
announce-send = Envoyer
announce-schedule = Envoyer à ce moment-là
announce-count = Compter
announce-change = Modifier
announce-drop = Jeter
announce-keep = La garder
announce-ready = C’est tout. Regardez-la avec « Aperçu pour moi », puis envoyez-la.
announce-changed = Modifiée.
announce-ask_part = Que voulez-vous modifier ?
announce-ask_which = Quelle langue ?
announce-part_text = Un texte
announce-part_other = Ajouter une langue
announce-part_without = Enlever une langue
announce-part_file = Image ou fichier
announce-part_buttons = Boutons
announce-part_when = Quand
announce-part_audience = À qui

announce-grew = Elle atteindrait maintenant { $people } personnes ; au-delà de { $most }, il faut un second coordinateur
announce-not_begun =
    L’annonce { $number } n’est pas partie et redevient un brouillon : { $problem }
    Regardez-la, puis renvoyez-la.
announce-previewed =
    { $count ->
        [one] Voici ce que reçoivent les lecteurs :
       *[other] Voici ce que reçoivent les lecteurs, { $count } versions dans cet ordre :
    } { $versions }.
announce-marked_for = l’anglais, pour qui lit : { $language }
announce-preview_here = C’était l’aperçu. Personne d’autre ne l’a reçu.
announce-preview_both = C’était l’aperçu, ici et dans votre autre discussion. Personne d’autre ne l’a reçu.
announce-broken =
    Tout le monde ne pourrait pas la recevoir ainsi :
    { $problems }
    Rien n’est parti et rien n’est perdu.
announce-no_english = Il manque le texte anglais. Il en faut un, pour tous ceux qui n’ont pas de texte dans leur langue.
announce-broken_empty = { $language } : rien n’est visible dans ce texte. Écrivez-le de nouveau.
announce-broken_marks = { $language } : il y a plus de mise en forme qu’un message ne peut en montrer. Mettez-en moins.
announce-broken_long = { $language } : { $over ->
    [one] un caractère
   *[other] { $over } caractères
} de trop pour un message ({ $most }).
announce-broken_caption = { $language } : { $over ->
    [one] un caractère
   *[other] { $over } caractères
} de trop sous une image ({ $most }). Raccourcissez, ou enlevez l’image.
announce-broken_link = { $language } : le lien de « { $link } » n’est pas une adresse web. Corrigez-le.
announce-broken_button = Le bouton mène à « { $link } », qui n’est pas une adresse web. Modifiez les boutons.
announce-counted =
    { $people ->
        [one] Une personne
       *[other] { $people } personnes
    } maintenant : { $now } tout de suite, { $later } après leurs heures de repos, { $daily } avec leur message du jour.
    Ne la recevraient pas : { $off } ne veulent pas de nouvelles, { $unreachable } ne sont pas joignables.
announce-counted_about =
    { $people } personnes maintenant, dont environ { $now } tout de suite, { $later } après leurs heures de repos, { $daily } avec leur message du jour.
    Ne la recevraient pas : environ { $off } ne veulent pas de nouvelles, { $unreachable } ne sont pas joignables.
announce-nobody = Personne ne la recevrait maintenant. Modifiez ses destinataires.
announce-seminar_over = « { $title } » sera alors terminé. Modifiez le bouton.
announce-planned = Elle part à son heure. D’ici là, vous pouvez la modifier.
announce-sure_drop = Jeter l’annonce { $number } ? Vous ne pourrez pas la récupérer.
announce-dropped = L’annonce { $number } est jetée. Personne ne l’a reçue.
announce-dropped_yours = { $name }, du bureau d’assistance central, a jeté votre annonce { $number }. Personne ne l’a reçue.

announce-no_second =
    Pour tant de personnes il faut un second coordinateur, et il n’y en a pas encore.
    Le bureau d’assistance central peut en nommer un ; votre annonce reste telle quelle.
announce-asked_second =
    Plus de { $most } personnes : un second coordinateur doit être d’accord, et on le lui a demandé.
    Vous en aurez la réponse ici.
announce-nudge = Une annonce de { $author } (numéro { $number }) attend depuis le { $since } qu’une deuxième personne donne son accord.
announce-reminded = Votre annonce { $number } attend depuis le { $since } l’accord d’une deuxième personne. Nous le lui avons rappelé.
announce-second =
    { $author } veut annoncer (numéro { $number }) : « { $begins } » ({ $languages })
    À { $people ->
        [one] une personne
       *[other] { $people } personnes
    } : { $who }
    { $more }
announce-agree = D’accord
announce-refuse = Refuser
announce-read = Tout lire
announce-decided = Cette annonce n’attend plus.
announce-agreed = Vous avez accepté l’annonce { $number }. Elle est en route.
announce-you_agreed_planned = Vous avez accepté l’annonce { $number }. Elle part le { $start }.
announce-agreed_planned = { $name } a accepté l’annonce { $number }. Elle part le { $start }.
announce-refused =
    { $name } n’a pas accepté l’annonce { $number } : { $reason }
    Modifiez-la et envoyez-la de nouveau.
announce-you_refused = Vous avez refusé l’annonce { $number } ; son auteur sait pourquoi.
announce-no_author =
    L’annonce { $number } ne part pas : son auteur ne coordonne plus ces pays.

announce-author_lost =
    L’annonce { $number } est en pause : son auteur ne coordonne plus ces pays.
    Elle ne peut pas continuer. Arrêtez-la ou retirez-la.
announce-left_author = ne peut pas continuer : son auteur ne coordonne plus ces pays
announce-progress =
    <b>Annonce { $number }</b> · { $state }
    { $bar } { $percent } %
    Envoyés { $sent } · en attente { $waiting } · plus tard { $later }
    Non remis { $unreachable } · peut-être arrivés { $unknown }{ $refused ->
        [0] {""}
       *[other] {" · refusés "}{ $refused }
    }
    { $left }
# Where a bar is drawn beside it.
announce-progress_page =
    <b>Annonce { $number }</b> · { $state }
    Envoyés { $sent } · en attente { $waiting } · plus tard { $later }
    Non remis { $unreachable } · peut-être arrivés { $unknown }{ $refused ->
        [0] {""}
       *[other] {" · refusés "}{ $refused }
    }
    { $left }
announce-left_minutes = { $pace } par minute · encore environ { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
}
announce-left_hours = { $pace } par minute · encore environ { $hours } heures
announce-left_unknown = l’envoi commence
announce-left_later = le reste après les heures de repos
announce-left_dropped = plus rien à envoyer ; non envoyés : { $dropped }
announce-left_nothing = plus rien à envoyer
announce-left_paused = continue quand vous le dites ; arrêtée après 30 jours
announce-halted_because = suspendue : des messages ont été refusés
announce-pause = Pause
announce-resume = Continuer
announce-stop = Arrêter
announce-stop_yes = Arrêter pour de bon
announce-withdraw = Retirer
announce-withdraw_yes = Oui, la retirer
announce-sure_stop =
    L’annonce { $number } est en pause ; plus rien ne part.
    L’arrêter pour de bon ? Qui l’a reçue la garde.
announce-sure_withdraw =
    Retirer l’annonce { $number } chez tout le monde ?
    Sur Telegram, les messages de plus de deux jours restent, et disent qu’elle a été retirée.
announce-too_old = L’annonce { $number } est trop ancienne pour être retirée.
announce-halted =
    L’annonce { $number } est suspendue : { $refused } des { $tried } premiers messages ont été refusés.
    Rien n’est perdu, le reste attend. Regardez le texte avant de continuer.
announce-report =
    <b>L’annonce { $number } est terminée.</b>
    Sur { $people } personnes, { $sent } l’ont reçue, { $unreachable } ne sont pas joignables ou ne veulent pas de nouvelles.
    Messages peut-être arrivés : { $unknown } ; non envoyés : { $dropped }{ $refused ->
        [0] {""}
       *[other] {" ; refusés pour leur contenu : "}{ $refused }
    }.
announce-report_stopped =
    <b>L’annonce { $number } a été arrêtée.</b>
    Sur { $people } personnes, { $sent } l’avaient reçue, { $dropped } ne la reçoivent pas.
    Messages non remis : { $unreachable } ; peut-être arrivés : { $unknown }{ $refused ->
        [0] {""}
       *[other] {" ; refusés pour leur contenu : "}{ $refused }
    }.
announce-taking_back =
    <b>Annonce { $number }</b> · en cours de retrait
    Messages traités { $done } · encore à faire { $left }
announce-taken_back =
    <b>L’annonce { $number } est retirée.</b>
    Messages effacés : { $gone }. Jamais partis : { $dropped }.
    De plus de deux jours, ils restent et le disent : { $stays }. Lignes closes dans les messages du jour : { $told }.
    Peut-être encore là, la discussion étant fermée ou sans réponse : { $unreachable }.
announce-chart = Annonce { $number }
announce-bar_sent = reçus
announce-bar_unreachable = non remis
announce-bar_refused = refusés
announce-bar_unknown = peut-être arrivés
announce-bar_dropped = non envoyés

## Pages of one's own, behind a one-time link

browsing-again = Nouveau lien
mydata-page = Voir dans le navigateur
mydata-link =
    Votre page est prête : voir ce que nous conservons, le corriger, l’emporter ou le faire effacer. Le lien fonctionne une fois, pendant { $minutes } minutes :
    { $link }
twinspace-every = Tous mes TwinSpaces
twinspace-overview =
    { $count ->
        [one] Votre TwinSpace
       *[other] Vos { $count } TwinSpaces
    } sur une page : ce lien fonctionne une fois, pendant { $minutes } minutes.
    { $link }
    Ou choisissez-en un ici :
queue-desk = Ouvrir le bureau dans le navigateur
desk-link =
    Votre bureau est prêt : file, annonces, statistiques et journal sur une page. Le lien fonctionne une fois, pendant { $minutes } minutes :
    { $link }
desk-outcome = { $outcome }
proof-send_here = Votre pays demande une preuve que vous enseignez dans votre nouvel établissement. La photo ou le fichier s’envoie ici, dans la conversation.
page-open_me = Il ouvre vos données dans ce navigateur : les voir, les corriger, les emporter, les faire effacer.
page-open_twinspaces = Il ouvre tous vos TwinSpaces dans ce navigateur.
page-open_desk = Il ouvre votre bureau de coordination dans ce navigateur. On y lit les données d’autres personnes : utilisez-le là où personne ne regarde par-dessus votre épaule.
page-open_once_day = Le lien fonctionne une fois. Vous restez jusqu’à ce que vous appuyiez sur Quitter, un jour au plus.
page-own_over_title = Passez par le bot, s’il vous plaît
page-own_over = Votre visite est terminée, ou ce navigateur n’a pas encore été admis. Envoyez { $command } au bot : il vous donne un lien qui ouvre cette page.
page-own_kept = Votre visite est terminée ; ce que vous avez écrit et coché est gardé sur cette page. Envoyez { $command } au bot et ouvrez son lien dans ce navigateur, dans un autre onglet ; puis revenez et appuyez ici.
page-own_left_title = Vous avez quitté la page
page-own_left = Personne ne peut plus lire cette page dans ce navigateur. Pour revenir, envoyez { $command } au bot.
page-in_chat = { $what } : envoyez { $command } au bot.
page-me_title = Mes données
page-me_lead = Ce que nous conservons sur vous, par sujet. Vous seul voyez cette page.
page-me_profile = Votre profil
page-me_name = Nom
page-me_school = Établissement
page-me_role = Fonction dans l’établissement
page-me_subjects = Matières
page-me_languages = Langues
page-me_ages = Âge de vos élèves
page-me_about = À propos de votre classe
page-me_none = rien pour l’instant
page-me_change = Modifier
page-me_changed = C’est modifié.
page-me_save = Enregistrer
page-me_back = Retour
page-me_waiting = Votre inscription est chez les coordinateurs de votre pays.
page-me_asked = Un coordinateur vous a posé une question. Répondez dans la conversation, s’il vous plaît.
page-me_validated = Vous êtes enseignant validé.
page-me_refused = Votre inscription a été refusée. Vous pouvez vous réinscrire ou faire appel dans la conversation.
page-me_staff = Vous êtes inscrit comme coordinateur.
page-me_suspended = Vous êtes suspendu. La conversation dit jusqu’à quand, et comment faire appel.
page-me_wish = Vous avez demandé à être effacé. Ce sera fait le { $until } au plus tard.
page-me_held_title = Retenu pour l’instant
page-me_file_title = L’emporter
page-me_file_means = La même chose en entier dans un fichier (JSON) que d’autres programmes peuvent lire.
page-me_file = Télécharger le fichier
page-me_kept = Ce que nous conservons
page-me_kept_means = Les plus récents de chaque sorte figurent ici ; le fichier ci-dessus contient tout. Ce que d’autres vous ont écrit leur appartient : nous disons seulement qui et quand.
page-me_in_file = C’est dans le fichier.
page-me_change_by = Pour le modifier, envoyez { $command } au bot.
page-me_wrong = Quelque chose est faux et rien ici ne dit comment le modifier ? Écrivez à { $operator }, qui gère ce service.
page-me_more =
    { $count ->
        [one] Un autre est dans le fichier.
       *[other] { $count } autres sont dans le fichier.
    }
page-me_visits = Une page restée ouverte ailleurs ?
page-me_visits_means = Qui trouve une de vos pages ouverte sur un autre ordinateur peut la lire, pendant un jour au plus. Une pression les ferme toutes, celle-ci aussi.
page-me_leave_everywhere = Quitter partout
page-me_left_everywhere = Toutes les pages que vous aviez ouvertes sont fermées, dans tous les navigateurs. Pour revenir, envoyez { $command } au bot.
page-me_forget_title = Être effacé
page-me_forget_means = Tout ce qui est ici disparaît, et vous quittez vos projets et groupes. Ce que vous avez écrit aux groupes reste sans votre nom. Nous vous demandons encore une fois avant de le faire.
page-me_forget = M’effacer…
page-me_erased_title = Vous êtes effacé
page-me_erased = Votre inscription et ce que nous savions de vous ont disparu. Ce que vous avez écrit aux groupes et projets reste sans votre nom. Il reste pour toujours un numéro : vous avez été effacé ; et dans le journal des salles avec élèves. Au revoir, et merci.
page-me_country = Pays
page-me_school_means = Si vous changez d’établissement, les coordinateurs de son pays vérifient avant que vous puissiez continuer.
page-me_school_part = Une partie du nom de l’établissement ou de la ville
page-me_school_find = Chercher
page-me_school_which = De quel établissement s’agit-il ?
page-me_school_none = Aucun trouvé. Essayez une autre partie du nom, ou ajoutez l’établissement.
page-me_school_stays = Le vôtre reste choisi.
page-me_school_add = Son nom, sa ville et son type
page-me_school_name = Nom de l’établissement
page-me_school_town = Ville
page-me_school_kind = Type d’établissement
heldsection-you = Vous et votre inscription
heldsection-told = Comment nous vous informons
heldsection-partners = Partenaires et contacts
heldsection-projects = Projets et TwinSpaces
heldsection-groups = Groupes
heldsection-seminars = Séminaires et rencontres
heldsection-care = Signalements et ce que vous avez fait comme coordinateur
held-addresses_person_id = Conversations dans lesquelles vous nous écrivez
held-accounts_person_id = Compte créé pour vous sur notre serveur
held-former_accounts_person_id = Comptes que vous aviez sur notre serveur
held-ghosts_person_id = Comptes qui disent ce que vous écrivez sur Telegram
held-sessions_person_id = Visites par des liens du bot
held-codes_person_id = Codes et liens uniques créés pour vous
held-moves_person_id = Déplacements de votre inscription vers une autre conversation
held-former_texts_person_id = Comment nous vous appelions, et ce que vous disiez de vous, avant
held-class_facts_person_id = À propos de votre classe
held-class_breaks_person_id = Semaines où votre classe est absente
held-proofs_person_id = Preuve que vous êtes enseignant
held-school_changes_person_id = Changement d’établissement en cours
held-ambassadors_person_id = Votre badge d’ambassadeur
held-coordinators_person_id = Services que vous coordonnez
held-suspensions_person_id = Suspensions vous concernant
held-warnings_person_id = Avertissements reçus
held-card_talks_about_id = Ce que des coordinateurs vous ont demandé, et vos réponses
held-notice_ways_person_id = Comment vous voulez être informé
held-quiet_hours_person_id = Heures où nous vous laissons tranquille
held-calendars_person_id = Votre calendrier privé
held-room_followers_person_id = Salles des professeurs que vous suivez
held-messages = Messages qui vous sont adressés
held-forms = Formulaires commencés
held-contacts_asker_id = Demandes de contact envoyées
held-contacts_asked_id = Demandes de contact reçues
held-ideas_author_id = Idées publiées
held-partner_searches_person_id = Recherches enregistrées
held-partner_matches_person_id = Partenaires trouvés pour vous
held-partner_interests_person_id = Partenaires qui vous intéressent
held-partner_hidden_person_id = Partenaires que vous ne voulez pas voir
held-blocks_person_id = Enseignants bloqués
held-projects_founder_id = Projets fondés
held-projects_cofounder_id = Projets fondés avec quelqu’un
held-project_members_person_id = Projets auxquels vous participez
held-activities_begun_by = Activités commencées dans des projets
held-tasks_by_id = Tâches données dans des classes
held-task_marks_person_id = Tâches faites par votre établissement, selon vous
held-materials_person_id = Fichiers publiés dans des classes
held-class_meetings_by_id = Visioconférences commencées pour des classes
held-class_visits_person_id = Classes ouvertes
held-exports_asked_by = Exports de projets demandés
held-publications_asked_by = Matériel que vous avez demandé de publier
held-publications_agreed_by = Matériel dont vous avez accepté la publication
held-pages_author_id = Pages écrites dans des projets
held-page_publications_asked_by = Pages que vous avez demandé de publier
held-page_publications_agreed_by = Pages dont vous avez accepté la publication
held-bridges_turned_on_by = Salles des professeurs reliées à un groupe Telegram
held-mutes_by_id = Classes verrouillées
held-quiet_classes_set_by = Heures calmes fixées pour votre établissement
held-pupils_added_by = Élèves ajoutés
held-pupils_teacher_id = Élèves de vos classes
held-pupils_permitted_by = Élèves dont vous avez noté l’autorisation parentale
held-label_evidence_person_id = Preuves déposées pour un label de qualité
held-label_applications_person_id = Candidatures au label de qualité remises
held-label_reviews_person_id = Candidatures au label de qualité envoyées
held-groups_proposer_id = Groupes proposés
held-group_members_person_id = Groupes dont vous êtes membre
held-posts_author_id = Ce que vous avez écrit aux groupes
held-posts_removed_by = Messages retirés
held-seminars_host_id = Séminaires que vous animez
held-seminar_signups_person_id = Séminaires où vous êtes inscrit
held-seminar_attendance_person_id = Séminaires suivis
held-former_certificates_person_id = Attestations d’une inscription réunie avec celle-ci
held-meetings_asker_id = Rencontres proposées
held-meeting_guests_person_id = Rencontres où vous êtes invité
held-meeting_choices_person_id = Moments qui vous conviennent pour une rencontre
held-reports_reporter_id = Signalements faits
held-room_reports_reporter_id = Signalements faits dans des TwinSpaces
held-room_report_notes_person_id = Ce que vous avez écrit sur des signalements
held-room_report_reads_person_id = Signalements lus
held-card_talks_by_id = Ce que vous avez demandé et répondu
held-assignments_person_id = Fiches que vous regardez
held-assignments_passed_by = Fiches transmises
held-ambassadors_appointed_by = Ambassadeurs nommés
held-moves_by_id = Conversations déplacées comme coordinateur
held-proofs_by_id = Enseignants confirmés
held-project_approvals_approved_by = Projets approuvés
held-suspensions_by_id = Personnes suspendues
held-warnings_by_id = Personnes averties
held-campaigns_author_id = Annonces écrites
held-campaigns_second_id = Annonces approuvées
held-erasure = Votre souhait d’être effacé
heldfact-teacher = un enseignant ({ $country })
heldfact-pupils =
    { $count ->
        [one] { $count } élève
       *[other] { $count } élèves
    }
heldfact-chat = { $app } : { $user }
heldmessage-sent = Envoyé
heldmessage-perhaps = Peut-être envoyé
heldmessage-not_sent = Non envoyé
heldmessage-waits = En attente d’envoi
page-all_twinspaces = Tous mes TwinSpaces
page-twinspaces_title = Mes TwinSpaces
page-twinspaces_none = Vous ne participez encore à aucun projet. Envoyez { $command } au bot pour en commencer un.
page-twinspaces_untitled = Projet encore sans titre
page-twinspaces_state = { $state } depuis le { $since }
page-twinspaces_meeting = Une visioconférence est en cours
page-twinspaces_tasks =
    { $count ->
        [one] Une tâche à faire pour votre établissement
       *[other] { $count } tâches à faire pour votre établissement
    }
page-twinspaces_agree =
    { $count ->
        [one] Une publication attend votre accord
       *[other] { $count } publications attendent votre accord
    }
page-twinspaces_outside =
    { $count ->
        [one] Un élève ne peut pas entrer : l’autorisation des parents n’est pas notée
       *[other] { $count } élèves ne peuvent pas entrer : l’autorisation des parents n’est pas notée
    }
page-twinspaces_nothing = Rien ne vous attend ici.
page-twinspaces_export = L’export est en préparation : { $percent } % pour l’instant
page-twinspaces_exported = L’export est prêt.
page-twinspaces_enter = Entrer
page-twinspaces_plan = Son plan est dans la conversation : envoyez { $command } au bot.
page-pages = Pages
page-desk_title = Bureau de coordination
page-desk_queue = File d’attente
page-desk_announcements = Annonces
page-desk_statistics = Statistiques
page-desk_log = Journal de protection
page-desk_card = Une fiche de la file
page-desk_gone_title = Cette fiche n’est plus là
page-desk_gone = Elle est décidée, ou il ne vous revient pas de la décider. La file montre ce qui attend.
page-desk_done = Ce qu’il en est
page-desk_waits_still = Elle attend encore
page-desk_twice = Ceci a été envoyé à l’instant et c’est fait.
page-desk_none_ticked = Cochez d’abord ce que vous voulez, puis appuyez sur ce qu’il faut en faire.
page-desk_kind = Quoi
page-desk_all_kinds = Tout
page-desk_country = Quel service
page-desk_all_countries = Tous les miens
page-desk_narrow = Afficher
page-desk_empty = Rien n’attend ici.
page-desk_count =
    { $count ->
        [one] Une fiche attend, la plus ancienne est en haut.
       *[other] { $count } fiches attendent, la plus ancienne est en haut.
    }
page-desk_tick = Choisir
page-desk_age =
    { $days ->
        [0] attend depuis aujourd’hui
        [one] attend depuis { $days } jour
       *[other] attend depuis { $days } jours
    }
page-desk_asked = une question est posée
page-desk_details = Tout voir
page-desk_proof = Voir la preuve
page-desk_ticked = Pour tout ce qui est coché
page-desk_words = Question ou raison : chacun la lira
page-desk_answers = On répond à une question en mots ; une photo ou un fichier n’est pris que si le pays en demande comme preuve.
page-desk_question = Votre question
page-desk_why = Votre raison
page-desk_reason = Raisons habituelles
page-desk_own_words = Avec mes mots, ci-dessous
page-desk_pages = Pages de la file
page-desk_first = Depuis le début
page-desk_next = Les suivantes
page-desk_again = Regarder à nouveau
page-desk_back = Retour à la file
page-desk_sure =
    { $count ->
        [one] Approuver cette demande ?
       *[other] Approuver ces { $count } demandes ?
    }
page-desk_sure_yes =
    { $count ->
        [one] Approuver
       *[other] Approuver les { $count }
    }
page-desk_no_news = Cette annonce n’existe pas, ou elle est à quelqu’un d’autre.
page-desk_news_write = Pour en écrire une, envoyez { $command } au bot.
page-desk_news_none = Il n’y a pas encore d’annonce.
page-desk_how_far = Avancement de l’annonce { $number }
page-desk_news_one = Une annonce
page-desk_news_chart = Graphique de ce qu’elle est devenue ; les nombres sont au-dessus.
page-desk_news_texts = Ce qu’elle dit
page-desk_month = Mois
page-desk_part = Sujet
page-desk_way = Comment
page-desk_stats_none = Aucun mois n’est encore compté. Les premiers nombres viennent à la fin du mois.
page-desk_stats_nothing = Rien n’a été compté ici.
page-desk_stats_picture = Graphique : { $title }. Le tableau ci-dessous dit la même chose.
page-desk_stats_table = La même chose en nombres
page-desk_stats_what = Quoi
page-desk_stats_country = Pays
page-desk_stats_count = Combien
page-desk_stats_before = Un mois avant
page-desk_stats_csv = Télécharger le tableau (CSV)
page-desk_log_means = Qui est venu, parti, a été mis en silence, signalé ou publié dans un projet, en numéros sans textes. Votre lecture et sa raison y sont inscrites.
page-desk_log_which = Numéro ou partie du titre du projet
page-desk_log_find = Chercher
page-desk_log_none = Pas de tel projet, ou pas de votre pays.
page-desk_log_project = Quel projet ?
page-desk_log_number = numéro { $number }
page-desk_log_read = Lire le journal
page-desk_log_not_yours = Ce projet n’existe pas, ou il ne vous revient pas de lire son journal.
page-desk_log_noted = Votre lecture est inscrite.
page-desk_log_empty = Rien n’est inscrit.
page-desk_log_when = Quand
page-desk_log_what = Quoi
page-desk_log_who = Qui
page-desk_log_whom = Qui ou quoi
page-desk_log_why = Pourquoi
page-desk_log_older = Inscriptions plus anciennes
page-desk_log_other = Un autre projet
logkind-joined = est entré
logkind-left = est parti
logkind-put_out = a été exclu
logkind-rights = droits modifiés
logkind-muted = mis en silence
logkind-unmuted = silence levé
logkind-locked = verrouillé
logkind-unlocked = déverrouillé
logkind-redacted = message retiré
logkind-reported = signalé
logkind-appointed = nommé
logkind-dismissed = démis
logkind-warned = averti
logkind-suspended = suspendu
logkind-suspension_ended = suspension terminée
logkind-suspension_upheld = suspension maintenue
logkind-appealed = appel
logkind-report_read = signalement lu
logkind-log_read = ce journal lu
logkind-report_closed = signalement clos
logkind-pupil_added = élève ajouté
logkind-pupil_out = élève sorti
logkind-pupil_erased = élève effacé
logkind-restored = rétabli d’une sauvegarde
logkind-permission = autorisation des parents
logkind-slip = billet
logkind-published = publié
logkind-withdrawn = retiré
logkind-bridge = pont vers Telegram
logkind-meeting = visioconférence
logsubject-pupil = élève { $number }
logsubject-report = signalement { $number }
logsubject-school = établissement { $number }
logsubject-project = projet { $number }
logsubject-material = document { $number }
logsubject-page = page { $number }
logsubject-message = message { $number }
logsubject-service = le service
logsubject-all_pupils = tous les élèves
logsubject-classroom = salle de classe
logsubject-staff_room = salle des professeurs
logsubject-space = TwinSpace
logreason-part_given = participer : autorisé
logreason-part_withdrawn = participer : plus autorisé
logreason-publish_given = publier ses travaux : autorisé
logreason-publish_withdrawn = publier ses travaux : plus autorisé
logreason-picture_given = image : autorisée
logreason-picture_withdrawn = image : plus autorisée
logreason-app_given = application : autorisée
logreason-app_withdrawn = application : plus autorisée
logreason-permission_ended = les parents ne l’autorisent plus
logreason-two_schools = deux établissements l’ont accepté
logreason-asked_anew = demandé de nouveau
logreason-by_teacher = par un enseignant
logreason-changed = modifié depuis l’accord de deux établissements
logreason-deleted = supprimé
logreason-taken_back = retiré dans la salle
logreason-new_slip = nouveau
logreason-unlocked = débloqué
logreason-school_left = l’établissement est parti
logreason-project_closed = le projet a été clos
logreason-unsupervised = aucun enseignant ne surveille
logreason-own_teacher = enseignant de l’établissement
logreason-time = l’heure était passée
logreason-released = ouverte aux élèves
logreason-teacher_left = un enseignant est parti
logreason-on = activé
logreason-off = désactivé
logreason-on_again = réactivé
logreason-guest = quelqu’un d’inconnu est entré dans le groupe
logreason-put_out = le bot a été exclu du groupe
logreason-part_ended = a quitté le projet
page-desk_to_decision = Décider de ce qui est coché
page-desk_log_reason = Pourquoi le lisez-vous ? Votre réponse est inscrite.

## Pages of projects

page-open_pages = Il ouvre les pages de « { $project } » dans ce navigateur.
page-project_pages = Ce qu’ils ont écrit
page-pages_means = Ce que le projet raconte, écrit ensemble : pour ses enseignants, pour ses classes, ou pour tout le monde.
page-pages_new = Écrire une nouvelle page
page-pages_none = Il n’y a pas encore de page.
page-pages_all = Toutes les pages
page-pages_for_staff = Les enseignants du projet la voient
page-pages_for_members = Les enseignants et les élèves du projet la voient
page-pages_for_public = Destinée à tous ; pour l’instant seul le projet la voit
page-pages_waits = Attend un enseignant d’un autre établissement ; seul le projet la voit
page-pages_hidden = Modifiée depuis l’accord de deux établissements ; seul le projet la voit
page-pages_public = Tout le monde la voit
page-pages_who = Qui peut la voir
page-pages_inside = Elle reste dans le projet. Pour la rendre publique, modifiez la page et choisissez « Tout le monde ».
page-pages_is_public = Deux établissements sont d’accord : elle est sur la page publique du projet.
page-pages_look_public = La voir comme tout le monde
page-pages_is_waiting = Avant que tout le monde la voie, un enseignant d’un autre établissement accepte exactement ce texte.
page-pages_is_hidden = Elle a été modifiée, ou quelque chose n’y est plus permis : personne dehors ne la voit avant un nouvel accord de deux établissements.
page-pages_is_asked = Elle n’est pas encore publique : demandez, et un enseignant d’un autre établissement est averti.
page-pages_agree = J’accepte : tout le monde peut la voir
page-pages_whose = De qui est le travail qui s’y trouve ?
page-pages_ours = Des enseignants l’ont écrite
page-pages_pupils = Des élèves en ont écrit une partie, ceux-ci :
page-pages_ask = Demander qu’elle soit publique
page-pages_withdraw = La retirer du public
page-pages_unask = Retirer la demande
page-pages_change = Modifier la page
page-pages_remove = Supprimer la page…
page-pages_remove_title = Supprimer la page ?
page-pages_remove_means = « { $title } » disparaît pour tout le monde et ne revient pas.
page-pages_remove_yes = La supprimer
page-pages_looked = Comment elle sera
page-pages_title = Titre
page-pages_text = Texte
page-pages_how = Une ligne vide commence un paragraphe, ## un titre, - une liste. **gras**, *italique*, [mots](https://…) un lien. Vos images sont en bas, avec ce qu’il faut écrire pour chacune.
page-pages_choose_members = Les enseignants et les élèves du projet
page-pages_choose_staff = Les enseignants du projet seulement
page-pages_choose_public = Tout le monde, dès qu’un enseignant d’un autre établissement accepte
page-pages_look = Regarder d’abord
page-pages_pictures = Images du projet
pages-saved = Enregistré : { $slug }
pages-is_saved = C’est enregistré.
pages-removed = C’est supprimé.
pages-empty = Écrivez quelque chose ; la page est encore vide.
pages-too_long = Une page a { $most } signes au plus. Faites-en deux.
pages-too_many = Un projet a { $most } pages au plus. Supprimez-en une d’abord.
pages-for_whom = Choisissez qui peut la voir.
pages-changed = Quelqu’un a modifié cette page entre-temps. Votre texte est encore là : comparez-le au sien, puis enregistrez encore.
pages-not_for_public = Cette page reste dans le projet. Modifiez-la et choisissez d’abord « Tout le monde ».
pages-pictures_first = Ces images ne sont pas encore publiques : { $numbers }. Publiez-les d’abord sur la page du matériel, ou retirez-les.
pages-wait =
    { $count ->
        [one] Une page de « { $title } » attend
       *[other] { $count } pages de « { $title } » attendent
    } qu’un enseignant d’un autre établissement accepte que tout le monde la voie.
pages-look = Regarder
pages-link =
    Les pages de « { $title } ». Le lien fonctionne une seule fois, d’ici { $minutes } minutes :
    { $link }
archive-written = Pages écrites par les enseignants

## The public site

site-places = Parties de ce site
site-more = Plus
site-countries = Pays
site-kits = Kits de projet
site-seminars = Séminaires
site-projects = Projets
site-search = Rechercher
site-help = Aide
site-about = À propos
site-privacy = Vie privée
site-accessibility = Accessibilité
site-certificate = Vérifier une attestation
site-figures_title = eTwinning aujourd’hui
site-figure_teachers = enseignants
site-figure_schools = établissements
site-figure_countries = { $count ->
        [one] pays
       *[other] pays
    }
site-figure_projects = { $count ->
        [one] projet en cours
       *[other] projets en cours
    }
site-figure_seminars = { $count ->
        [one] séminaire à venir
       *[other] séminaires à venir
    }
site-chart_title = Projets en cours par pays
site-chart_country = Pays
site-chart_projects = Projets
site-scan_telegram = Ou scannez ceci avec votre téléphone.
site-scan_telegram_alt = Code QR qui ouvre le bot sur Telegram
site-scan_matrix = Ou continuez sur votre téléphone : scannez ceci, puis appuyez là-bas sur le bouton.
site-scan_matrix_alt = Code QR qui ouvre cette page sur un téléphone
site-look_title = Faites le tour
site-look_kits = Des plans prêts à l’emploi, étape par étape, pour tous les âges.
site-look_seminars = En ligne, pour les enseignants, avec une attestation.
site-look_projects = Ce que des classes d’Europe ont fait ensemble.
site-look_countries = Qui vous répond dans votre pays, et comment s’y inscrire.
site-countries_lead = { $count } pays participent. Dans le vôtre, le bureau d’assistance national vérifie les inscriptions et les projets, et vous aide.
site-countries_about = Les pays qui participent à eTwinning, et comment les enseignants s’inscrivent dans chacun.
site-country_about = eTwinning, { $country } : qui vérifie les inscriptions, comment prouver que l’on enseigne, les projets et les séminaires.
site-country_service = Bureau d’assistance national
site-country_coordinated = Ses coordinateurs vérifient les inscriptions et les projets, préparent des séminaires et répondent dans le bot : { $status } dit où vous en êtes et permet de leur écrire pendant qu’ils décident.
site-country_central = Il n’a pas encore de coordinateurs dans le bot. En attendant, le bureau d’assistance central vérifie les inscriptions et les projets d’ici et répond dans le bot : { $status } dit où vous en êtes.
site-country_site = Son site
site-country_mail = Son adresse
site-country_through_bot = Les enseignants lui écrivent dans le bot : ce qu’ils répondent à { $register }, puis après { $status }, est lu par ses coordinateurs, ou par le bureau d’assistance central.
site-country_operator = Toute autre personne, parents, chefs d’établissement, journalistes, peut joindre { $operator }, qui gère ce service.
site-country_register = Comment les enseignants s’inscrivent
site-country_steps = Ouvrez le bot et envoyez { $register } : nom, établissement, ce que vous enseignez. Deux minutes, et sans e-mail.
site-proof_certificate = Ensuite, le bot demande la photo d’une attestation de votre établissement. Seuls les coordinateurs la voient, à chaque fois par un clic que nous notons, et elle est supprimée dès qu’ils ont décidé.
site-proof_head = Ensuite, le bot vous donne un code à usage unique pour votre chef d’établissement, qui confirme ainsi que vous y enseignez.
site-proof_coordinator = Ensuite, un coordinateur qui connaît les établissements l’examine. Il n’y a rien à envoyer, sauf s’il le demande.
site-country_found = Projets et séminaires
site-country_see_projects = Projets avec des établissements d’ici
site-country_help = Aide pour les enfants et les jeunes
site-country_call = Quelque chose ne va pas, sur internet ou à la maison ? Parles-en à un enseignant ou à un autre adulte de confiance. Ces numéros sont gratuits :
site-country_languages = Langues d’enseignement
site-to_countries = Tous les pays
site-to_start = Ouvrir le bot
site-country_days = La réponse arrive d’ordinaire en { $days } jours.
site-country_projects =
    { $count ->
        [one] Un projet en cours
       *[other] { $count } projets en cours
    }
site-about_lead = eTwinning réunit des classes de différents pays. Voici eTwinning dans les messageries que les enseignants ont déjà ouvertes.
site-about_how_title = Comment ça marche
site-about_how_teachers = Les enseignants écrivent à un seul bot, sur Telegram ou sur Matrix : ils s’inscrivent, trouvent des partenaires, rejoignent des groupes, s’inscrivent à des séminaires et reçoivent des rappels.
site-about_how_project = Deux enseignants de deux établissements préparent un projet. Quand les bureaux d’assistance des deux pays l’ont approuvé, il reçoit une salle fermée, son TwinSpace, où élèves et enseignants se retrouvent.
site-about_how_public = Ce qu’un projet montre au monde est sur ce site : seulement ce que des enseignants de deux établissements ont approuvé, sans les noms de ceux qui participent.
site-about_who_title = Qui est derrière
site-about_who = Dans chaque pays, un bureau d’assistance national vérifie les inscriptions et les projets et vous aide ; le bureau d’assistance central le fait pour tous.
site-about_operator = Ce site est géré par { $operator }.
site-about_open_title = Ouvert à tous les regards
site-about_open = Le programme est un logiciel libre sous la licence publique de l’Union européenne (EUPL 1.2). Les pages fonctionnent sans JavaScript, ne chargent rien d’ailleurs et ne suivent personne.
site-contact = Des questions ? Écrivez au bot et envoyez { $help } ; là où vous êtes bloqué, il vous dit qui répond.
site-privacy_lead = Ce que nous conservons, pourquoi, qui le voit et combien de temps, en mots simples.
site-privacy_visit_title = Quand vous regardez ce site
site-privacy_visit = Les pages publiques ne posent aucun cookie, ne comptent pas les visiteurs et ne chargent rien d’autres sites. Votre adresse réseau reste en mémoire une heure au plus, seulement contre les abus, et n’est écrite nulle part.
site-privacy_teachers_title = Enseignants
site-privacy_teachers = Votre nom, pays, établissement et sa ville, rôle, matières, langues et l’âge de vos élèves ; d’où vous nous écrivez ; et ce que vous écrivez : contacts, idées, groupes, séminaires, projets. Nous ne demandons ni e-mail ni numéro de téléphone.
site-privacy_teachers_why = Nous les conservons pour que des collègues vous trouvent et que votre pays vérifie que vous enseignez. Vous l’acceptez en vous inscrivant.
site-privacy_teachers_see = Vos coordinateurs voient tout ; eux seuls voient une preuve d’enseignement, supprimée dès leur décision. Les autres enseignants voient pays, type d’établissement, matières, langues et âges, et votre nom après votre accord. Ce site retire les noms des enseignants de ce qu’il montre.
site-privacy_pupils_title = Élèves
site-privacy_pupils = Un élève a un pseudonyme, un établissement et les autorisations de ses parents : ni nom, ni e-mail, ni téléphone. Ce que les élèves écrivent et montrent reste dans les salles fermées de leur projet, où les enseignants lisent aussi.
site-privacy_pupils_out = Rien d’un élève n’est envoyé à Telegram. Une image faite par un élève, ou qui le montre, n’est sur ce site que si les parents l’autorisent et si des enseignants de deux établissements sont d’accord, sans vrai nom ; si l’un d’eux dit non, elle disparaît aussitôt.
site-privacy_others_title = Autres services concernés
site-privacy_others = Qui utilise Telegram écrit aussi par les serveurs de Telegram, selon ses règles ; sur Matrix, par les nôtres. Les rencontres en vidéo ont lieu là où l’invitation le dit. Personne d’autre ne reçoit rien de nous.
site-privacy_long_title = Combien de temps
site-privacy_what = Quoi
site-privacy_until = Jusqu’à quand
site-keep_teachers = Inscriptions, contacts, idées, projets
site-keep_teachers_long = Jusqu’à ce que vous vous effaciez. Ce que vous avez écrit pour d’autres reste, sans votre nom
site-keep_proofs = Preuves d’enseignement
site-keep_proofs_long = Jusqu’à la décision sur l’inscription
site-keep_pupils = Tout ce qui concerne un élève
site-keep_pupils_long = Jusqu’à ce que son enseignant l’efface ; sinon 90 jours après la clôture du projet
site-keep_messages = Messages envoyés par le bot
site-keep_messages_long = 30 jours, pour savoir à quoi répond une réponse
site-keep_forms = Formulaires commencés et non envoyés
site-keep_forms_long = 30 jours après la dernière réponse
site-keep_reports = Signalements
site-keep_reports_long = Un an après leur clôture
site-keep_chats = Conversations avec des personnes jamais inscrites
site-keep_chats_long = Un an après leur dernier message
site-keep_exports = Projets enregistrés dans un fichier
site-keep_exports_long = 24 heures
site-keep_links = Liens à usage unique, sessions des pages
site-keep_links_long = Un jour après leur fin ; en empreintes seulement
site-keep_log = Le journal qui montre qui a fait quoi dans les salles avec des élèves
site-keep_log_long = Pour toujours ; il contient des numéros, ni noms ni mots
site-keep_erased = Le fait que quelqu’un a été effacé : un numéro
site-keep_erased_long = Pour toujours, afin qu’une sauvegarde ne ramène personne
site-keep_backups = Copies de secours de tout cela
site-keep_backups_long = Quelques semaines ; qui a été effacé entre-temps l’est de nouveau si une copie sert
site-privacy_rights_title = Vos droits
site-privacy_rights = Dans la conversation, à tout moment : { $mydata } vous envoie tout ce que nous conservons, { $profile } le corrige, { $forget } vous efface en quelques minutes. Qui a fondé un projet le transmet ou le clôt d’abord ; un signalement ouvert retarde cela de 30 jours au plus.
site-privacy_rights_pupils = Élèves et parents s’adressent à l’enseignant, qui montre, corrige et efface aussitôt ; il n’y a pas de raison à donner.
site-privacy_complain = Vous pouvez aussi vous plaindre auprès de l’autorité de protection des données de votre pays.
site-privacy_operator = Responsable : { $operator }.
site-access_lead = Ce site ne doit exclure personne. Nous le construisons selon les règles pour l’accessibilité des contenus Web (WCAG) 2.2, niveau AA.
site-access_done_title = Comment nous le vérifions
site-access_done_tool = Avant chaque modification, un programme ouvre chaque page publique, sur un grand et un petit écran, dans les deux sens d’écriture, et la vérifie avec axe-core. S’il trouve quelque chose, la modification n’est pas faite.
site-access_done_keys = De même pour le clavier seul, la page à 400 % et la page sans JavaScript. Rien ne bouge tout seul, une visite qui va finir dit quand et a un bouton pour rester, et les couleurs suivent le mode clair ou sombre de votre appareil.
site-access_gaps_title = Ce qui n’est pas encore bien
site-access_gap_people = Le site n’a pas encore été essayé par des personnes handicapées. Un programme trouve une partie des obstacles, pas tous.
site-access_gap_pictures = Les images que publient les classes sont décrites par les classes elles-mêmes, et toutes les descriptions ne sont pas bonnes.
site-access_gap_pdf = Les attestations, les billets et les lettres aux parents sont des PDF sans les balises dont se servent les lecteurs d’écran. Leur contenu est aussi sur une page ou dans la conversation.
site-access_gap_apps = Les applications Telegram et Matrix sont faites par d’autres ; nous pouvons seulement bien les utiliser. Un élève peut toujours préférer le navigateur.
site-access_tell_title = Quelque chose vous fait obstacle ?
site-access_tell = Dites-le-nous : écrivez au bot ou au bureau d’assistance de votre pays. Nous vous répondrons et nous le corrigerons.
site-access_date = Rédigé le { $day }, d’après nos propres vérifications.
site-help_lead = Presque tout se passe dans la conversation avec le bot. Voici ce qu’il sait faire, et que faire quand quelque chose ne va pas.
site-help_first_title = Premiers pas pour les enseignants
site-help_step_register = Envoyez { $register } et répondez à quelques questions. Vous pouvez vous arrêter à tout moment ; rien n’est perdu.
site-help_step_wait = Votre pays vérifie que vous enseignez. { $status } dit toujours qui doit agir, et depuis quand.
site-help_step_partners = Trouvez un partenaire avec { $partners }, ou dites ce que vous voulez faire avec { $idea }.
site-help_step_project = Préparez votre projet avec { $project }, ou partez d’un de nos { $kits }. Quand les deux pays sont d’accord, la salle s’ouvre.
site-help_can_title = Ce que vous pouvez écrire au bot
site-help_can = Il y a des boutons pour tout ; ces mots fonctionnent aussi. { $help } montre le reste.
site-help_pupils_title = Comment entrent les élèves
site-help_pupils = Ton enseignant te donne un billet avec un code. Tape-le sur la page des élèves, ou scanne-le. Il ne te faut ni compte, ni e-mail, ni téléphone.
site-help_pupils_lost = Perdu ? Ton enseignant en imprime un nouveau, et l’ancien ne marche plus.
site-help_report_title = Quand quelque chose ne va pas
site-help_report = Dans la classe, il y a un bouton « Signaler » sous chaque message. Cela va à tes enseignants et aux bureaux d’assistance, jamais à la personne concernée.
site-help_call = Les enfants et les jeunes peuvent appeler le { $helpline } dans beaucoup de pays d’Europe, gratuitement, pour tout souci. En danger, appelle le { $emergency }. Les numéros de ton pays sont sur sa page.
site-help_phone_title = Téléphone perdu, ou nouvel établissement ?
site-help_command = Ce qu’on écrit
site-help_does = À quoi ça sert
site-help_phone = Demandez à un coordinateur de votre pays, par exemple par un collègue : il vérifie que c’est bien vous et vous donne un code pour le nouveau téléphone. Le changement d’établissement se trouve dans { $profile }.

## Les pages publiques : ce qui se trouve

find-all = Peu importe
find-all_again = Tout afficher
find-show = Afficher
find-words = Mots
find-age = Âge des élèves
find-ages = { $ages } ans
find-subject = Matière
find-subjects = Matières
find-language = Langue
find-country = Pays
find-order = Ordre
find-best = Les plus pertinents d’abord
find-newest = Les plus récents d’abord
find-pages = Pages de la liste
find-before = Précédente
find-after = Suivante
find-page_of = Page { $page } sur { $last }
find-no_page = La liste ne va pas aussi loin.
find-everywhere = Chercher partout
find-lessons = { $lessons ->
        [one] une séance
       *[other] { $lessons } séances
    }
find-on_matrix = Écrivez à { $bot } : { $command }

kitpage-title = Kits de projet
kitpage-lead = Des projets tout prêts pour deux classes, étape par étape. Prenez-en un tel quel, ou changez ce que vous voulez.
kitpage-to_ideas = Vous cherchez une seule activité ?
kitpage-found = { $count ->
        [one] Un kit.
       *[other] { $count } kits.
    }
kitpage-none = Il n’y a pas encore de kit de ce genre. Choisissez moins de critères, ou parcourez-les tous : un projet pour un autre âge s’adapte souvent sans peine.
kitpage-weeks = { $weeks ->
        [one] une semaine
       *[other] { $weeks } semaines
    }
kitpage-lessons = { $lessons ->
        [one] une séance
       *[other] { $lessons } séances
    }
kitpage-results = Ce qu’il y aura à la fin
kitpage-steps = Étape par étape
kitpage-begin = Commencer un projet avec ce kit
kitpage-begin_how = Ouvrez le kit dans le bot. Une simple pression le met dans votre plan, et le bot vous aide à trouver un partenaire.

ideapage-title = Idées d’activités
ideapage-lead = Des activités tirées des kits de projet, pour une séance ou quelques-unes.
ideapage-from = Tirée du kit « { $kit } »
ideapage-found = { $count ->
        [one] Une activité.
       *[other] { $count } activités.
    }
ideapage-none = Il n’y a pas encore d’activité de ce genre. Choisissez moins de critères, ou parcourez-les toutes.
ideapage-every = Toutes les activités

seminarpage-title = Séminaires
seminarpage-lead = Des séminaires en ligne et des formations pour les enseignants, gratuits.
seminarpage-zone = Heure de
seminarpage-change_zone = Changer
seminarpage-in_zone = Heures de ce pays : { $country }.
seminarpage-in_brussels = Heures de Bruxelles, tant que vous n’avez pas choisi votre pays.
seminarpage-found = { $count ->
        [one] Un séminaire est annoncé.
       *[other] { $count } séminaires sont annoncés.
    }
seminarpage-free = { $free ->
        [one] une place libre
       *[other] { $free } places libres
    }
seminarpage-full = complet, avec liste d’attente
seminarpage-earlier = Plus tôt
seminarpage-later = Plus tard
seminarpage-none_next = Il y en a souvent de nouveaux : abonnez-vous ci-dessous, et votre agenda les montrera de lui-même.
seminarpage-subscribe_title = Dans votre agenda
seminarpage-subscribe_how = Abonnez-vous une fois : chaque nouveau séminaire apparaît dans votre agenda, à votre heure.
seminarpage-subscribe_narrowed = Il ne contient que des séminaires comme ceux que vous avez choisis plus haut.
seminarpage-host_country = Pays de l’organisateur
seminarpage-subscribe = S’abonner
seminarpage-subscribe_address = Ou donnez cette adresse à votre agenda :
seminarpage-feed_name = Séminaires eTwinning
seminarpage-in_calendar = En savoir plus et s’inscrire : { $address }
seminarpage-when = Quand
seminarpage-until = jusqu’au { $day }
seminarpage-kind = De quoi il s’agit
seminarpage-work = { $hours ->
        [one] une heure de travail
       *[other] { $hours } heures de travail
    }
seminarpage-places = Places
seminarpage-free_of = { $free ->
        [one] { $free } place libre sur { $capacity }.
       *[other] { $free } places libres sur { $capacity }.
    }
seminarpage-full_waiting = Toutes sont prises. Qui s’inscrit maintenant est sur la liste d’attente et sera prévenu si une place se libère.
seminarpage-cancelled = Ce séminaire a été annulé.
seminarpage-over = Ce séminaire est terminé.
seminarpage-file = Le mettre dans mon agenda (.ics)
seminarpage-come_title = S’inscrire
seminarpage-come = Les enseignants s’inscrivent dans le bot d’une seule pression. Le lien, les rappels et l’attestation arrivent là.

projectpage-title = Projets
projectpage-lead = Ce que des classes de toute l’Europe font ensemble, et ce qu’elles en ont publié.
projectpage-found = { $count ->
        [one] Un projet.
       *[other] { $count } projets.
    }
projectpage-found_many = Plus de { $count } projets. Précisez pour en trouver moins.
projectpage-no_further = La liste s’arrête ici. Pour en voir d’autres, précisez : un pays, une matière, un mot.
projectpage-none = Aucun projet ne correspond. Essayez moins de mots ou leurs débuts, ou laissez un champ sur « Peu importe ».
projectpage-none_yet = Aucun projet n’est encore en cours. Les premiers seront montrés ici.
projectpage-every = Tous les projets
projectpage-pictures = { $count ->
        [one] une image
       *[other] { $count } images
    }
projectpage-languages = Langues
projectpage-state = État
projectpage-active = en cours
projectpage-closed = terminé

gallery-title = Images des projets
gallery-lead = Ce que des classes ont fait et vu, les plus récentes d’abord. Deux établissements ont accepté de montrer chacune d’elles.
gallery-none_yet = Aucune image n’est encore publiée. Les premières paraîtront ici.
gallery-newer = Plus récentes
gallery-older = Plus anciennes
gallery-no_further = Cette liste s’arrête ici. Les images plus anciennes sont sur les pages de leurs projets.

searchpage-title = Recherche
searchpage-lead = Cherche dans les projets, les séminaires, les kits, les idées d’activités et les pays. Le début des mots suffit.
searchpage-words = Que cherchez-vous ?
searchpage-search = Chercher
searchpage-none = Rien n’a été trouvé pour « { $text } ». Essayez moins de mots, ou seulement leurs débuts.
searchpage-own = À propos de ce site
searchpage-all_kits = Les { $count } kits
searchpage-all_ideas = Les { $count } activités
searchpage-all_projects = Les { $count } projets
searchpage-many_projects = Plus de { $count } projets
page-slower_title = Un instant, s’il vous plaît
    .pupil = Un instant, s’il te plaît
page-slower =
    Beaucoup de demandes sont venues d’ici à l’instant. Réessayez dans { $count ->
        [one] une seconde
       *[other] { $count } secondes
    } ; rien n’est perdu.
    .pupil =
        Beaucoup de demandes sont venues d’ici à l’instant. Réessaie dans { $count ->
            [one] une seconde
           *[other] { $count } secondes
        } ; rien n’est perdu.
page-too_slow_title = C’était trop long
page-too_slow = Ce que vous avez envoyé n’est pas arrivé à temps. Revenez en arrière et renvoyez-le, peut-être là où le réseau est meilleur.
    .pupil = Ce que tu as envoyé n’est pas arrivé à temps. Reviens en arrière et renvoie-le, peut-être là où le réseau est meilleur.
site-country_see_seminars = Tous les séminaires, à l’heure de ce pays
site-country_newest = Projets les plus récents
site-country_next = Prochains séminaires organisés ici
site-country_helpline = Ligne d’aide aux enfants
site-country_emergency = En danger
site-figures_note = Compté il y a un instant. Les personnes et les établissements sont arrondis vers le bas ; moins de cinq ne sont pas montrés.
site-privacy_session = Les pages ouvertes avec un lien du bot, ou par les élèves avec leur billet, utilisent un cookie, qui dit seulement que c’est toujours vous. Il prend fin quand vous appuyez sur Quitter, et de lui-même après un moment.
