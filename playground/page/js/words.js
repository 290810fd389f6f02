// The page's own words, in English and French. What apps and people wrote is
// never translated.

let lang = "en";

// setLanguage follows the acting person's locale.
export function setLanguage(locale) {
  lang = /^fr/i.test(locale || "") ? "fr" : "en";
  document.documentElement.lang = lang;
}

export const language = () => lang;

// w is a word by its key; {0} and so on are filled with the arguments.
export function w(key, ...args) {
  const pair = words[key];
  if (!pair) return key;
  return pair[lang === "fr" ? 1 : 0].replace(/\{(\d)\}/g, (_, i) => args[i] ?? "");
}

// fold lowers a text and drops accents, for searching.
export const fold = (text) => String(text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const words = {
  channels: ["Channels", "Canaux"],
  direct: ["Direct messages", "Messages directs"],
  apps: ["Apps", "Applications"],
  home: ["Home", "Accueil"],
  messages: ["Messages", "Messages"],
  app: ["APP", "APPLI"],
  you: ["you", "vous"],
  onlyYou: ["Only visible to you", "Visible par vous uniquement"],
  edited: ["(edited)", "(modifié)"],
  newMessages: ["New", "Nouveau"],
  thread: ["Thread", "Fil de discussion"],
  replies: ["{0} replies", "{0} réponses"],
  reply: ["1 reply", "1 réponse"],
  lastReply: ["Last reply {0}", "Dernière réponse {0}"],
  replyInThread: ["Reply in thread", "Répondre dans le fil"],
  addReaction: ["Add reaction", "Ajouter une réaction"],
  moreActions: ["More actions", "Plus d’actions"],
  moreChoices: ["More choices", "Plus de choix"],
  noShortcuts: ["No message shortcuts", "Aucun raccourci de message"],
  copyText: ["Copy text", "Copier le texte"],
  deleteMessage: ["Delete message", "Supprimer le message"],
  searchEmoji: ["Search emoji", "Chercher un émoji"],
  noEmoji: ["No emoji by that name", "Aucun émoji de ce nom"],
  searchResults: ["Search results", "Résultats"],
  quickEmoji: ["Handy reactions", "Réactions utiles"],
  emoji_people: ["Smileys & people", "Personnes"],
  emoji_nature: ["Animals & nature", "Nature"],
  emoji_foods: ["Food & drink", "Nourriture"],
  emoji_activity: ["Activities", "Activités"],
  emoji_places: ["Travel & places", "Voyages et lieux"],
  emoji_objects: ["Objects", "Objets"],
  emoji_symbols: ["Symbols", "Symboles"],
  emoji_flags: ["Flags", "Drapeaux"],
  reactedWith: ["{0} reacted with :{1}:", "{0} : réaction :{1}:"],
  messageTo: ["Message {0}", "Envoyer un message à {0}"],
  replyTo: ["Reply…", "Répondre…"],
  send: ["Send", "Envoyer"],
  sendHint: ["Enter to send, Shift + Enter for a new line", "Entrée pour envoyer, Maj + Entrée pour aller à la ligne"],
  commandsHere: ["Commands", "Commandes"],
  noCommandInThread: ["/{0} is not supported in threads. Sorry!", "/{0} ne fonctionne pas dans les fils de discussion."],
  unknownCommand: ["/{0} is not a valid command. In Slack, you can browse commands by typing “/”.", "/{0} n’est pas une commande valable. Tapez « / » pour voir les commandes."],
  commandFailed: ["/{0} failed with the error “{1}”", "/{0} a échoué avec l’erreur « {1} »"],
  pressFailed: ["This app isn’t responding ({0}).", "Cette application ne répond pas ({0})."],
  modalFailed: ["We had some trouble connecting. Try again? ({0})", "Nous avons eu un problème de connexion. Réessayer ? ({0})"],
  deedFailed: ["Slack said no: {0}", "Slack a refusé : {0}"],
  offline: ["The playground does not answer; trying again…", "Le bac à sable ne répond pas ; nouvel essai…"],
  required: ["Please complete this required field.", "Veuillez remplir ce champ obligatoire."],
  optional: ["(optional)", "(facultatif)"],
  choose: ["Choose an option", "Choisir"],
  filter: ["Filter", "Filtrer"],
  clear: ["Clear", "Effacer"],
  cancel: ["Cancel", "Annuler"],
  close: ["Close", "Fermer"],
  yes: ["Yes", "Oui"],
  submit: ["Submit", "Envoyer"],
  back: ["Back", "Retour"],
  menu: ["Channels", "Canaux"],
  image: ["image", "image"],
  table: ["Table", "Tableau"],
  chartData: ["Numbers", "Les nombres"],
  rawBlock: ["Not drawn here: block of type", "Non dessiné ici : bloc de type"],
  rawElement: ["Not drawn here: element of type", "Non dessiné ici : élément de type"],
  actAs: ["Act as", "Agir en tant que"],
  actingAs: ["Acting as {0}", "Vous agissez en tant que {0}"],
  guest: ["guest", "invité"],
  external: ["external", "externe"],
  clock: ["Workspace clock", "Horloge de l’espace"],
  clockNow: ["It is", "Il est"],
  plusHour: ["+1 h", "+1 h"],
  plusDay: ["+1 day", "+1 jour"],
  tomorrow: ["Tomorrow 09:30", "Demain 9 h 30"],
  goTo: ["Go to", "Aller à"],
  go: ["Go", "Aller"],
  inZone: ["in your time zone, {0}", "dans votre fuseau, {0}"],
  landed: ["It is now {0}. New messages are marked.", "Il est maintenant {0}. Les nouveaux messages sont marqués."],
  moving: ["Moving the clock…", "L’horloge avance…"],
  neverBack: ["The clock only moves forward.", "L’horloge n’avance que vers le futur."],
  emptyChannel: ["This is the very beginning of {0}.", "Voici le tout début de {0}."],
  emptyHome: ["{0} has nothing on its Home tab yet.", "{0} n’a encore rien sur son accueil."],
  notHere: ["{0} is not in this channel. Type /invite @{1} to add it.", "{0} n’est pas dans ce canal. Tapez /invite @{1} pour l’ajouter."],
  members: ["{0} members", "{0} membres"],
  privateChannel: ["a private channel", "un canal privé"],
  hintsTitle: ["Try it: five things in a first minute", "À essayer : cinq choses en une minute"],
  hintsText: ["Click one: it goes into the message box, then press Enter. Change person at the top right, move the clock at the top.", "Cliquez : le texte va dans la zone de saisie, puis Entrée. Changez de personne en haut à droite, avancez l’horloge en haut."],
  hide: ["Hide", "Masquer"],
  usedCommand: ["{0} used {1}", "{0} a utilisé {1}"],
  today: ["Today", "Aujourd’hui"],
  characters: ["{0} left", "{0} restants"],
  archived: ["archived", "archivé"],
  globalShortcuts: ["Shortcuts", "Raccourcis"],
  invited: ["{0} was added to {1}.", "{0} a été ajouté à {1}."],
  nobody: ["There is nobody called {0} here.", "Personne ne s’appelle {0} ici."],
  paused: ["Notifications of {0} are paused for {1} minutes.", "Les notifications de {0} sont coupées pendant {1} minutes."],
  resumed: ["Notifications of {0} are on again.", "Les notifications de {0} sont rétablies."],
  notMinutes: ["Type /dnd and a number of minutes, or /dnd off.", "Tapez /dnd et un nombre de minutes, ou /dnd off."],
  files: ["File", "Fichier"],
  deleted: ["This message was deleted.", "Ce message a été supprimé."],
};

// said picks the reader's language out of {en: …, fr: …}.
export const said = (pair) => (typeof pair === "string" ? pair : pair?.[lang] || pair?.en || "");
