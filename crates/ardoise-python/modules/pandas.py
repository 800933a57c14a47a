"""pandas for notebooks: tables with labels, in Python on our arrays.

This file holds names only. `Series`, `DataFrame` and `Index` arrive with it; everything else (dates, groups,
merging, reading files, plots) is fetched when it is first used.
"""
from pandas._data import NA, NaT
from pandas._index import Index, RangeIndex
from pandas._series import Series
from pandas._frame import DataFrame
from pandas import _lent
from pandas._options import (
    describe_option, get_option, option_context, options, reset_option, set_option)

__version__ = "2.3.3"

_PARTS = {
    "_dates": "Timestamp Timedelta DatetimeIndex TimedeltaIndex to_datetime to_timedelta date_range bdate_range "
              "timedelta_range",
    "_offsets": "DateOffset offsets Period PeriodIndex period_range",
    "_multi": "MultiIndex",
    "_category": "Categorical CategoricalDtype CategoricalIndex Interval IntervalIndex cut qcut interval_range",
    "_groupby": "NamedAgg Grouper",
    "_merge": "merge concat merge_asof merge_ordered",
    "_reshape": "pivot_table pivot melt crosstab get_dummies wide_to_long from_dummies",
    "_csv": "read_csv read_table read_json read_excel read_html read_sql read_pickle read_parquet read_fwf "
            "read_clipboard json_normalize read_xml ExcelWriter",
    "_tools": "isna isnull notna notnull unique factorize to_numeric value_counts eval array api testing errors "
              "StringDtype Int64Dtype Int32Dtype Float64Dtype BooleanDtype set_eng_float_format Flags show_versions",
    "_plot": "plotting",
}


def __getattr__(name):
    for part, names in _PARTS.items():
        if name in names.split():
            import importlib
            value = getattr(importlib.import_module("pandas." + part), name)
            globals()[name] = value
            return value
    raise AttributeError("module 'pandas' has no attribute %r" % name)


def __dir__():
    return sorted({n for names in _PARTS.values() for n in names.split()} | {
        n for n in globals() if n[:1] != "_"})
