"""How reasons, profile fields and values read, in French and English."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.records import Language

REASONS: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "common": "indicateur commun à toutes les catégories d'actions",
        "category_met": "indicateur spécifique, coché pour : {categories}",
        "category_not_concerned": "ne concerne que : {categories}",
        "category_unknown": "ne concerne que : {categories}",
        "certifying_met": "prestation menant à une certification professionnelle ({categories})",
        "certifying_not_met": "aucune prestation ne mène à une certification professionnelle",
        "certifying_unknown": "s'applique si une prestation mène à une certification professionnelle",
        "alternance_met": "formation en alternance ({categories})",
        "alternance_not_met": "aucune formation en alternance",
        "alternance_unknown": "s'applique en cas de formation en alternance",
        "company_period_met": "période en entreprise : alternance, stage ou AFEST ({categories})",
        "company_period_not_met": "aucune période en entreprise (ni alternance, ni stage, ni AFEST)",
        "company_period_unknown": "s'applique dès qu'il y a une période en entreprise (alternance, stage, AFEST)",
        "not_in_force": "cet indicateur n'existe que pour les audits à partir du {start}",
        "subcontractor_only": "toutes vos actions sont réalisées comme sous-traitant : c'est le donneur d'ordre qui "
        "répond de cet indicateur, à condition qu'un contrat écrit précise vos missions",
        "long_course": "sans objet si aucune formation ne dépasse {days} jours",
        "uses_others": "sans objet sans sous-traitance ni portage salarial",
        "severity_major": "tout manquement, même partiel, est une non-conformité majeure",
        "severity_minor_or_major": "mineure si l'attendu est respecté en partie, majeure s'il ne l'est pas du tout",
        "severity_not_published": "{text}",
    },
    "en": {
        "common": "indicator common to all categories of actions",
        "category_met": "specific indicator, ticked for: {categories}",
        "category_not_concerned": "only concerns: {categories}",
        "category_unknown": "only concerns: {categories}",
        "certifying_met": "leads to a professional certification ({categories})",
        "certifying_not_met": "no course leads to a professional certification",
        "certifying_unknown": "applies if a course leads to a professional certification",
        "alternance_met": "work-study training ({categories})",
        "alternance_not_met": "no work-study training",
        "alternance_unknown": "applies to work-study training",
        "company_period_met": "time in a company: work-study, placement or AFEST ({categories})",
        "company_period_not_met": "no time in a company (no work-study, placement or AFEST)",
        "company_period_unknown": "applies as soon as there is time in a company (work-study, placement, AFEST)",
        "not_in_force": "this indicator only exists for audits from {start} on",
        "subcontractor_only": "all your actions are carried out as a subcontractor: the principal answers for this "
        "indicator, provided that a written contract sets out your tasks",
        "long_course": "without object if no course is longer than {days} days",
        "uses_others": "without object without subcontracting or umbrella employment",
        "severity_major": "any shortfall, even partial, is a major non-conformity",
        "severity_minor_or_major": "minor if the expectation is partly met, major if it is not met at all",
        "severity_not_published": "{text}",
    },
}

FACTS: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "categories": "Quelles catégories d'actions proposez-vous : formation (OF), bilan de compétences (CBC), VAE, "
        "apprentissage (CFA) ?",
        "certifying": "Certaines formations mènent-elles à une certification professionnelle ?",
        "alternance": "Proposez-vous des formations en alternance ?",
        "work_placement": "Certaines formations comportent-elles un stage en entreprise ?",
        "afest": "Pratiquez-vous la formation en situation de travail (AFEST) ?",
        "only_short": "Toutes vos formations durent-elles deux jours au plus ?",
        "uses_subcontractors": "Faites-vous appel à des sous-traitants ?",
        "umbrella": "Faites-vous appel à des salariés portés ?",
    },
    "en": {
        "categories": "Which categories of actions do you offer: training (OF), skills assessment (CBC), VAE, "
        "apprenticeship (CFA)?",
        "certifying": "Do some courses lead to a professional certification?",
        "alternance": "Do you offer work-study training (alternance)?",
        "work_placement": "Do some courses include a placement in a company?",
        "afest": "Do you practise training in a work situation (AFEST)?",
        "only_short": "Do all your courses last two days at most?",
        "uses_subcontractors": "Do you use subcontractors?",
        "umbrella": "Do you use people employed through an umbrella company?",
    },
}

CATEGORIES: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "OF": "actions de formation (OF)",
        "CBC": "bilan de compétences (CBC)",
        "VAE": "VAE",
        "CFA": "apprentissage (CFA)",
    },
    "en": {"OF": "training (OF)", "CBC": "skills assessment (CBC)", "VAE": "VAE", "CFA": "apprenticeship (CFA)"},
}

CONFIDENCE: Mapping[Language, Mapping[str, str]] = {
    "fr": {"high": "élevée", "medium": "moyenne", "low": "basse"},
    "en": {"high": "high", "medium": "medium", "low": "low"},
}
