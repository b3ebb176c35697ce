"""result.h5 is read the way its users read it: h5py, pandas, xarray (as netCDF4 and as h5netcdf where present)."""
import subprocess
import sys
import tempfile
import os
import time

import h5py
import numpy as np
import pandas as pd
import xarray as xr

program = sys.argv[1]
folder = tempfile.mkdtemp()
path = os.path.join(folder, "result.h5")
total = float(subprocess.run([program, path], check=True, capture_output=True, text=True).stdout)

ds = xr.open_dataset(path)
assert ds.attrs["Conventions"] == "CF-1.8" and ds.attrs["title"] == "small_pair" and ds.attrs["synthetic"] == 0
assert dict(ds.sizes) == {"time": 24, "leg": 2, "side": 2, "component": 14, "instrument": 3, "signal": 1}, ds.sizes
assert ds.time.dtype.kind == "M" and str(ds.time.values[1])[:10] == "2020-02-28"
assert list(ds.leg.values) == ["industrial", "hyperscaler"] and list(ds.side.values) == ["long", "short"]
for name, dims in {
    "pnl": ("time", "leg", "side", "component"), "total": ("time", "leg", "side"), "notional": ("time", "leg", "side"),
    "cs01": ("time", "leg", "side"), "dts": ("time", "leg", "side"), "leg_spread_bp": ("time", "leg"),
    "leg_duration_years": ("time", "leg"), "positions": ("time", "instrument"), "signals": ("time", "signal"),
    "pnl_by_name": ("time", "instrument", "component"), "total_by_name": ("time", "instrument"),
}.items():
    assert ds[name].dims == dims, (name, ds[name].dims)
    assert ds[name].attrs["units"] and ds[name].attrs["long_name"], name

assert abs(float(ds.total.sum()) - total) < 1e-6
parts = ds.pnl.values
left_to_right = np.zeros(parts.shape[:-1])
for c in range(parts.shape[-1]):
    left_to_right = left_to_right + parts[..., c]
assert (left_to_right == ds.total.values).all(), "components and total agree to the bit in every cell"
assert abs(float(ds.total_by_name.sum()) - total) < 1e-6
assert float(ds.pnl.sel(leg="hyperscaler", side="short", component="carry").sum()) < 0
assert abs(float(ds.notional.sel(leg="hyperscaler", side="short")[1]) + 100e6) < 1e-3
assert float(ds.leg_spread_bp.sel(leg="hyperscaler")[1]) == 70
assert np.isnan(ds.signals.values[0, 0]) and ds.signals.values[1, 0] == 58
daily = ds.total.sum(["leg", "side"]).to_series()
assert isinstance(daily.index, pd.DatetimeIndex) and len(daily) == 24
ds.close()

with h5py.File(path) as f:
    assert f["time"].attrs["units"] == "days since 1970-01-01"
    assert [d[0].name for d in f["pnl"].dims] == ["/time", "/leg", "/side", "/component"]
    trades = pd.DataFrame(f["tables/trades"][:])
assert len(trades) == 9 and trades["traded"].iloc[2] < 0 and trades["reason"].iloc[0] == b"enter"
assert (trades["after"] - trades["before"] == trades["traded"]).all()
risk = xr.open_dataset(path, group="risk")
assert dict(risk.sizes) == {"time": 24, "tenor": 6}, risk.sizes
assert list(risk.tenor.values) == ["2y", "5y", "7y", "10y", "20y", "30y"]
assert risk.cs01_tenor.dims == ("time", "tenor") and risk.book_var_95.dims == ("time",)
assert risk.book_var_95.attrs["units"] == "currency" and float(risk.book_var_95[0]) == 0 < float(risk.book_var_95[21])
assert np.allclose(risk.cs01_tenor.sum("tenor"), risk.cs01_net, atol=1e-6)
risk.close()
try:
    import tables  # noqa: F401
except ImportError:
    pass
else:
    assert len(pd.read_hdf(path, "tables/trades")) == 9

idle = xr.open_dataset(path + ".idle")
assert "positions" not in idle and "signals" not in idle and np.isnan(idle.leg_spread_bp.values).all()
idle.close()
with h5py.File(path + ".idle") as f:
    assert len(f["tables/trades"]) == 0 and f["tables/trades"].dtype["cost"] == np.dtype("f8")

time.sleep(1.1)  # a time stamp of seconds would show
with open(path, "rb") as one:
    bytes_of_one = one.read()
subprocess.run([program, path], check=True, capture_output=True)
with open(path, "rb") as two:
    assert two.read() == bytes_of_one, "equal results give equal bytes"
print("result.h5 read by h5py", h5py.__version__, "pandas", pd.__version__, "xarray", xr.__version__)
