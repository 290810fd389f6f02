package locale

// Typeset lets a test set sentences of its own.
var Typeset = typeset
