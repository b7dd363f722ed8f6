"""The numbers at which the turn changes its mind."""

EMERGENCY = 0.45
"""Probability of the emergency family from which the numbers are given."""

EMERGENCY_FIRST = 0.25
"""The same where an emergency is the likeliest topic. Both, on the development set: 95 % of the
emergencies, no alarm for medical advice and empathy; a single 0.33: 94 % and 3 %."""

EMERGENCY_HINT = 0.12
"""Probability of the emergency family from which a clarification recalls the numbers."""

HANDOVER = 0.36
"""Probability of a handover topic from which a person is called."""

ANSWER = 0.28
"""Probability of a question from which it is answered without asking back."""

PART = 0.28
"""Probability of a question within a message from which it counts as asked."""

PART_IN_WHOLE = 0.05
"""Probability that the message as a whole must leave to such a question."""

OFFER = 0.02
"""Probability below which a topic is not worth offering."""

OFFERED = 3
"""Choices that a clarification offers."""

NEAR_WORDING = 0.88
"""Cosine with an entry's own wording from which it is meant, whatever the classifier says."""

NEW_TOPIC = 0.60
"""Cosine from which an entry that the classifier never learnt is as likely as all the rest."""

NEW_TOPIC_SURE = 0.80
"""Cosine from which such an entry is certain."""

ALONE_SURE = 0.70
"""Cosine from which an entry is answered when there is no classifier to ask: of the development
messages above it, 14 of 15 are right; of those above 0.60, 32 of 44."""

PARTS = 3
"""Questions answered in one message; more would not be read on a phone."""
