"""The topic ids that are a contract: known whether or not the store has an entry on them."""

SMALL_TALK = frozenset({"salutations", "remerciements", "au_revoir", "robot"})
HANDOVER = frozenset({"parler_humain", "reclamation", "empathie", "conseil_medical"})
EMERGENCY = frozenset({"urgence_vitale", "suicide", "violence"})
OUT_OF_SCOPE = "hors_sujet"

_QUESTIONS = """
horaires acces parking contact prise_rdv annuler_rdv retard_rdv documents tarifs facture resultats
ordonnance dossier_medical certificat visites admission preparation_examen accessibilite sejour
specialites nouveau_patient teleconsultation vaccination garde accompagnant interprete transport
recrutement evenements incident donnees_perso
"""
CONTRACT = frozenset({*_QUESTIONS.split(), *SMALL_TALK, *HANDOVER, *EMERGENCY, OUT_OF_SCOPE})
