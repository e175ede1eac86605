"""Reads the rule-sets and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from isocourse.content import damaged, facts, names
from isocourse.content.head import reviewed
from isocourse.fields import Table, day, flag, one_of, tables, text, texts, whole
from isocourse.ipledge.rulebook import (
    CategoryRules,
    FixedHoliday,
    Forms,
    MovingHoliday,
    Per,
    Rulebook,
    RuleSet,
    Sentence,
    StepText,
)
from isocourse.reviewed import Confidence

_PHASES = ("before", "monthly", "after")
_DAYS = whole(0, 366)
_STANDS = ("contraception",)  # what was said stands until something else is said: see `ipledge.contraception`


def rulebook() -> Rulebook:
    """Return every rule-set, oldest first, with steps, sentences, holidays and forms.

    Raises ContentBroken when one of their files is missing or damaged, or they do not fit together.
    """
    found = (facts(name, _rule_set) for name in names("us/rules"))
    rule_sets = tuple(sorted(found, key=lambda rules: rules.effective_from))
    steps = {step.id: step for step in facts("us/steps.toml", _steps)}
    for rules in rule_sets:
        _refuse_a_step_that_nobody_asks_for(rules, steps)
    return Rulebook(
        rule_sets=rule_sets,
        steps=steps,
        sentences={sentence.id: sentence for sentence in facts("en/checklist.toml", _sentences)},
        holidays=facts("us/holidays.toml", _holidays),
        forms=forms(),
    )


def _refuse_a_step_that_nobody_asks_for(rules: RuleSet, steps: Mapping[str, StepText]) -> None:
    """Refuse a step without a title, and a monthly one that would be done for ever once it was done."""
    for duties in (rules.can, rules.cannot):
        for phase, ids in duties.steps.items():
            if unknown := [step for step in ids if step not in steps]:
                raise damaged(f"{rules.id}.{phase}: {unknown[0]} is not in us/steps.toml")
            for step in ids:
                if phase == "monthly" and steps[step].per is Per.COURSE and step not in _STANDS:
                    raise damaged(f"{rules.id}.monthly: {step} is due once a course by us/steps.toml, not every month")


def forms() -> Forms:
    """Return the forms of birth control. Raises ContentBroken when the file is missing or damaged."""
    return facts("us/contraception.toml", _forms)


def _forms(table: Table) -> Forms:
    reviewed(table)
    table.take("sources", texts)
    return Forms(
        primary=table.take("primary", texts),
        barrier=table.take("barrier", texts),
        not_acceptable=table.take("not_acceptable", texts),
        mini_pill=table.take("mini_pill", text),
        names=_names(table),
        unclear=_unclear(table),
        hints=_hints(table),
        contact_signs=table.take("contact_signs", texts),
    )


def _names(table: Table) -> dict[str, str]:
    """Return what people say for each form; the file has it the other way round, as it is read."""
    said = table.take("names", lambda value: Table(value, "contraception.names"))
    return {words: form for form in said for words in said.take(form, texts)}


def _unclear(table: Table) -> dict[str, str]:
    """Return what may be either of two forms, and which to ask about."""
    said = table.take("unclear", lambda value: Table(value, "contraception.unclear"))
    return {words: said.take(words, text) for words in said}


def _hints(table: Table) -> dict[str, str]:
    """Return how each of the two forms that a word may be is known."""
    said = table.take("hints", lambda value: Table(value, "contraception.hints"))
    return {form: said.take(form, text) for form in said}


def _rule_set(table: Table) -> RuleSet:
    table.take("jurisdiction", text)
    return RuleSet(
        id=table.take("id", text),
        title=table.take("title", text),
        effective_from=table.take("effective_from", day),
        last_reviewed=table.take("last_reviewed", day),
        review_due=table.take("review_due", day),
        confidence=table.take("confidence", one_of(Confidence)),
        sources=table.take("sources", texts),
        zone=table.take("zone", text),
        month_days=table.take("month_days", _DAYS),
        max_supply_days=table.take("max_supply_days", _DAYS),
        can=_category(table, "can"),
        cannot=_category(table, "cannot"),
        caveat=table.maybe("caveat", text),
    )


def _category(table: Table, key: str) -> CategoryRules:
    inner = table.take(key, lambda value: Table(value, f"{table.where}.{key}"))
    inner.maybe("pretreatment_tests", _DAYS)
    found = CategoryRules(
        steps={phase: inner.take(phase, texts) for phase in _PHASES},
        window_from=inner.maybe("window_from", text),
        window_days=inner.maybe("window_days", _DAYS) or 0,
        warn_from_day=inner.maybe("warn_from_day", _DAYS) or 0,
        home_tests=inner.maybe("home_tests", flag) or False,
        first_missed_wait_days=inner.maybe("first_missed_wait_days", _DAYS) or 0,
        pretreatment_gap_days=inner.maybe("pretreatment_gap_days", _DAYS) or 0,
        prevention_before_second_test=inner.maybe("prevention_before_second_test", flag) or False,
        contact_test_days=inner.maybe("contact_test_days", _DAYS) or 0,
        forms=inner.maybe("forms", _DAYS) or 0,
    )
    inner.close()
    return found


def _rows(table: Table, key: str) -> Iterator[Table]:
    """Return the tables of a list, each to be taken whole."""
    reviewed(table)
    for n, data in enumerate(table.take(key, tables), 1):
        row = Table(data, f"{table.where}.{key}[{n}]")
        yield row
        row.close()


def _steps(table: Table) -> list[StepText]:
    return [
        StepText(
            id=row.take("id", text),
            title=row.take("title", text),
            optional=row.take("optional", flag),
            sources=row.take("sources", texts),
            per=row.take("per", one_of(Per)),
        )
        for row in _rows(table, "step")
    ]


def _sentences(table: Table) -> list[Sentence]:
    return [
        Sentence(id=row.take("id", text), text=row.take("text", text), sources=row.take("sources", texts))
        for row in _rows(table, "sentence")
    ]


def _holidays(table: Table) -> tuple[FixedHoliday | MovingHoliday, ...]:
    reviewed(table)
    table.take("sources", texts)
    month, number = whole(1, 12), whole(-1, 31)
    fixed = [Table(row, "holidays.fixed") for row in table.take("fixed", tables)]
    moving = [Table(row, "holidays.moving") for row in table.take("moving", tables)]
    return (
        *(
            FixedHoliday(name=r.take("name", text), month=r.take("month", month), day=r.take("day", number))
            for r in fixed
        ),
        *(
            MovingHoliday(
                name=r.take("name", text),
                month=r.take("month", month),
                weekday=r.take("weekday", number),
                nth=r.take("nth", number),
            )
            for r in moving
        ),
    )
