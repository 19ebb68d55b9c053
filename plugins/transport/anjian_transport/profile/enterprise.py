"""What the enterprise does."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field
from anjian_transport.choices import EnterpriseKind


class Enterprise(Profile):
    """What the enterprise does; each item of the criteria binds some of these kinds."""

    kinds: list[EnterpriseKind] | None = field(
        Title("企业类型", "Kinds of enterprise"),
        meaning=Title(
            "许可、备案或经营资质所载的全部类型", "All those that its licences, filings or qualifications name"
        ),
        filter=True,
    )
