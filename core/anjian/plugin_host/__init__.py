"""Finds the installed plugins, holds each to its contract, and keeps what fails from the rest."""

from anjian.plugin_host.calling import Answer, Failure
from anjian.plugin_host.host import PluginHost, load_plugins
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded, State
from anjian.plugin_host.problems import PluginProblem
from anjian.plugin_host.report import PluginReport, PluginsRefused, Provides, Report
from anjian.plugin_host.sync import sync

__all__ = [
    "Answer",
    "Failure",
    "Loaded",
    "PluginHost",
    "PluginProblem",
    "PluginReport",
    "PluginsRefused",
    "ProblemKind",
    "Provides",
    "Report",
    "State",
    "load_plugins",
    "sync",
]
