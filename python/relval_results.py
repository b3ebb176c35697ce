"""Results of relval as pandas frames: load("results/industrial_vs_hyperscaler") reads the newest run of a config.

A run is verified against its manifest before it is read, and read from the bytes that were verified. Needs h5py and
pandas; config needs PyYAML, xarray() xarray. docs/python.md shows the use.
"""
import functools
import hashlib
import io
import json
import pathlib

import h5py
import numpy as np
import pandas as pd

READ = {"config.yaml", "result.h5", "summary.json"}  # without these there is nothing to show


class RunError(Exception):
    """A run that cannot be read: where it is, what was expected, what was found, what to do."""


def load(run):
    """The Run in a run's directory, or the newest one in a config's folder of results."""
    folder = pathlib.Path(run)
    if not (folder / "manifest.json").exists() and (folder / "latest").is_symlink():
        folder = folder / "latest"
    folder = folder.resolve()  # latest may move on while we read
    if not (folder / "manifest.json").exists():
        raise RunError(f"{folder}: expected a finished run, results/<config>/<id>, or results/<config> for the newest; "
                       f"found {without_manifest(folder)}; `relval run CONFIG` makes one")
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        version, status, files = manifest["relval_manifest"], manifest["status"], manifest["files"]
        digests = {file["name"]: file["sha256"] for file in files}
        contents = {name: (folder / name).read_bytes() if (folder / name).is_file() else None for name in digests}
    except (ValueError, KeyError, TypeError) as fault:
        raise RunError(f"{folder}/manifest.json: damaged ({fault!r}); run its config again") from fault
    if version != 1 or status != "complete":
        raise RunError(f"{folder}/manifest.json: expected version 1 and status 'complete', found version {version} "
                       f"and status '{status}'; run its config again, with the relval that this file comes with")
    faults = [f"  {name}: not in the manifest" for name in sorted(READ - set(digests))]
    for name, content in contents.items():
        found = "missing" if content is None else hashlib.sha256(content).hexdigest()
        if found != digests[name]:
            faults.append(f"  {name}: expected SHA-256 {digests[name][:12]}..., found {found[:12]}")
    if faults:
        raise RunError("\n".join([f"{folder}: damaged, its files are not those that its manifest names", *faults,
                                  "run its config again: relval replaces what is damaged"]))
    return Run(folder, manifest, contents)


def without_manifest(path):
    """What a path is that holds no manifest.json."""
    if not path.is_dir():
        return "a file" if path.exists() else "nothing"
    started = path.suffix == ".partial" or (path / "config.yaml").exists()
    return "an unfinished one, without the manifest.json that is written last" if started else "another folder"


def close(cells):
    """At each level the residual is what the other components leave of the total, to the bit, as in relval's ledger."""
    parts, total = functools.reduce(np.add, cells[:, :-2].T), cells[:, -1]
    residual = total - parts
    for end in (np.inf, -np.inf):  # a neighbour may close a sum that the nearest double misses
        moved = np.nextafter(residual, end)
        residual = np.where((parts + residual != total) & (parts + moved == total), moved, residual)
    cells[:, -2], cells[:, -1] = residual, parts + residual


class Run:
    """A finished run. Frames have dates as rows; amounts are in the currency of the run, exposures of the close."""

    def __init__(self, directory, manifest, contents):
        self.directory, self.manifest, self.id = directory, manifest, manifest["id"]
        self.summary = json.loads(contents["summary.json"])
        self.names_csv = contents.get("names.csv")
        self.config_text = contents["config.yaml"].decode("utf-8")
        self.file = h5py.File(io.BytesIO(contents["result.h5"]), "r")
        days = self.file["time"][()].astype("datetime64[D]")
        self.dates = pd.DatetimeIndex(days.astype("datetime64[ns]"), name="date")

    def __repr__(self):
        first, last = (f"{day:%Y-%m-%d}" for day in self.dates[[0, -1]])
        return f"<run {self.id} of {self.manifest['name']}, {first}..{last}, {len(self.dates)} rows>"

    @functools.cached_property
    def config(self):
        import yaml
        return yaml.safe_load(self.config_text)

    def names(self, coordinate):
        return list(self.file[coordinate].asstr()[()])

    @functools.cached_property
    def daily(self):
        """P&L of the interval that ends on the date, by component and leg: daily["carry"], daily["total", "all"].

        The last component is total, the last leg all; sums are in relval's order, so they are daily.csv's to the bit.
        """
        cells = np.concatenate([self.file["pnl"][()], self.file["total"][()][..., None]], axis=-1)
        legs = [cells[:, leg] for leg in range(cells.shape[1])]  # each: rows, sides, components and total
        sides = [[leg[:, side] for side in range(leg.shape[1])] for leg in legs]
        sums = [functools.reduce(np.add, some) for some in [*sides, sum(sides, [])]]
        for level in sums:
            close(level)
        names = ["leg_all" if leg == "all" else leg for leg in self.names("leg")]
        columns = pd.MultiIndex.from_product([[*self.names("component"), "total"], [*names, "all"]],
                                             names=["component", "leg"])
        return pd.DataFrame(np.stack(sums, axis=2).reshape(len(self.dates), -1), self.dates, columns)

    @functools.cached_property
    def exposures(self):
        """Closing notional, cs01 (P&L of +1 bp) and dts by leg and side: exposures["cs01", "industrial", "long"]."""
        return self.frame("notional", "cs01", "dts")

    @functools.cached_property
    def levels(self):
        """leg_spread_bp and leg_duration_years of each leg: levels["leg_spread_bp"]; NaN where nothing is quoted."""
        return self.frame("leg_spread_bp", "leg_duration_years")

    @functools.cached_property
    def positions(self):
        """Closing notional by instrument, summed over legs that share it; None where the run kept none."""
        return self.by_instrument("positions")

    @functools.cached_property
    def total_by_name(self):
        """P&L by instrument, all components; None without report.by_name."""
        return self.by_instrument("total_by_name")

    @functools.cached_property
    def by_name(self):
        """A line a name and leg, as names.csv: owner, sectors, P&L by component; None in a run of an older relval."""
        if self.names_csv is None:
            return None
        return pd.read_csv(io.BytesIO(self.names_csv), float_precision="round_trip", keep_default_na=False)

    @functools.cached_property
    def risk(self):
        """The book's risk by day, columns as in risk.csv: risk["book_var_95"]; None with report.risk_by_day: none."""
        if "risk" not in self.file:
            return None
        days = self.file["risk"]
        columns = {}
        for name in sorted(days, key=lambda name: days[name].attrs.get("column", -1)):
            if h5py.h5ds.is_scale(days[name].id):
                continue
            if days[name].ndim == 1:
                columns[name] = days[name][()]
            else:
                labels = days[name].dims[1][0].asstr()[()]
                columns.update({f"{name}_{label}": column for label, column in zip(labels, days[name][()].T)})
        return pd.DataFrame(columns, self.dates)

    @functools.cached_property
    def signals(self):
        """Signals as the strategy saw them; None where it had none."""
        return self.frame("signals")["signals"] if "signals" in self.file else None

    def by_instrument(self, variable):
        if variable not in self.file:
            return None
        return self.frame(variable)[variable].T.groupby(level=0, sort=False).sum().T

    def frame(self, *variables):
        """Variables of result.h5 that share their dimensions, time the first, side by side."""
        values = [self.file[name][()].reshape(len(self.dates), -1) for name in variables]
        dimensions = [d[0].name[1:] for d in self.file[variables[0]].dims][1:]
        columns = pd.MultiIndex.from_product([variables, *map(self.names, dimensions)], names=["variable", *dimensions])
        return pd.DataFrame(np.concatenate(values, axis=1), self.dates, columns)

    @functools.cached_property
    def trades(self):
        """A line a trade, as trades.csv; decided and date are timestamps."""
        table = self.file["tables/trades"][()]
        trades = pd.DataFrame(table).drop(columns=["decided_row", "row"])
        for name in trades:
            if table.dtype[name].kind == "S":
                trades[name] = trades[name].str.decode("utf-8")
        return trades.assign(decided=pd.to_datetime(trades["decided"]), date=pd.to_datetime(trades["date"]))

    def xarray(self):
        """Variables of result.h5 but risk as an xarray.Dataset with named dimensions, side among them."""
        import xarray
        variables, coordinates = {}, {"time": self.dates.values}
        for name, data in self.file.items():
            if name in ("tables", "risk", "time"):
                continue
            if h5py.h5ds.is_scale(data.id):
                coordinates[name] = self.names(name)
            else:
                attributes = {key: data.attrs[key] for key in ("units", "long_name")}
                variables[name] = ([d[0].name[1:] for d in data.dims], data[()], attributes)
        return xarray.Dataset(variables, coordinates, dict(self.file.attrs))
