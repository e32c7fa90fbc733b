"""五公开: which side of an organ's work a page lays open."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """五公开, in their order (中办发〔2016〕8号 二; 国办发〔2016〕80号 一)."""

    DECISION = "决策"
    """What is to be decided, and what was: drafts and their grounds, opinions, policies, meetings."""
    EXECUTION = "执行"
    """How it is carried out: measures, steps, who answers for what, progress."""
    MANAGEMENT = "管理"
    """By what right and rule the organ acts: powers and duties, law enforcement, its own rules."""
    SERVICE = "服务"
    """What people can get or do: services, channels, consultation."""
    RESULT = "结果"
    """What came of it: how far goals were met, accounts, evaluations, annual reports."""

    @property
    def label(self) -> str:
        """Its full name: 决策公开."""
        return f"{self}公开"

    @property
    def slug(self) -> str:
        """Its ASCII name, for addresses."""
        return self.name.lower()
