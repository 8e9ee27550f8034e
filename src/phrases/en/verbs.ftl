# Verbs
