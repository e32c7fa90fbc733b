"""Trainings and campaigns that news tell of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.building.gathering import gather
from generator.building.options import Options
from generator.building.project import load
from generator.kinds.general import News, trainings
from generator.kinds.training import Training
from generator.model.schema import ValidationError

PROJECT = Path(__file__).parents[2]
FIELDS = {"begun": "2020-09-16", "audience": "各处室", "content": "解读写作"}


def test_trainings_of_a_period_oldest_first() -> None:
    site = gather(load(PROJECT), Options(date(2020, 10, 30))).site
    assert site
    year = trainings(site, date(2020, 1, 1), date(2020, 12, 31))
    told = [(page.id, page.meta.training.form, page.meta.training.people) for page in year if page.meta.training]
    assert told == [("2020-06-03-publicity", "宣传", None), ("2020-09-18-training", "培训", 132)]
    assert [page.id for page in trainings(site, date(2020, 9, 16), date(2020, 9, 16))] == ["2020-09-18-training"]
    assert trainings(site, date(2020, 9, 17), date(2020, 12, 31)) == ()


def test_a_training_says_when_for_whom_and_about_what() -> None:
    assert Training.model_validate(FIELDS).form == "培训"
    for name in FIELDS:
        with pytest.raises(ValidationError):
            Training.model_validate({key: value for key, value in FIELDS.items() if key != name})
    with pytest.raises(ValidationError):
        Training.model_validate(FIELDS | {"people": "-1"})


def test_other_news_have_none() -> None:
    assert News(title="展会活动").training is None
