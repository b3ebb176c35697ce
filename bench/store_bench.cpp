// Reading two fields of 1,000 names x 5,040 days: the store's reader with all its checks, and plain H5Dread of the same
// datasets in the same file. The ratio of the two is the figure to quote.
#include <benchmark/benchmark.h>
#include <hdf5.h>

#include "market/store.hpp"
#include "panel_market.hpp"

namespace {

using namespace relval;

void store_read_checked(benchmark::State& state) {
  const Path file = bench::panel_store();
  for (auto _ : state) {
    const Store store(file);
    StoreRequest r;
    r.rows = store.header().dates.size();
    for (std::uint32_t i = 0; i < store.header().instruments.size(); ++i) r.names.push_back(i);
    r.fields = {"duration", "spread"};
    benchmark::DoNotOptimize(store.read(r));
  }
}
BENCHMARK(store_read_checked)->Unit(benchmark::kMillisecond);

// Fresh memory for each read, as a program that opens a file has it.
void store_read_plain(benchmark::State& state) {
  const Path file = bench::panel_store();
  for (auto _ : state) {
    const hid_t f = H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    for (const char* name : {"/fields/duration", "/fields/spread"}) {
      std::vector<double> out(5040 * 1000);
      const hid_t d = H5Dopen2(f, name, H5P_DEFAULT);
      H5Dread(d, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, out.data());
      H5Dclose(d);
      benchmark::DoNotOptimize(out.data());
    }
    H5Fclose(f);
  }
}
BENCHMARK(store_read_plain)->Unit(benchmark::kMillisecond);

void data_digest_of_panel(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(data_digest(bench::panel_market()));
}
BENCHMARK(data_digest_of_panel)->Unit(benchmark::kMillisecond);

}  // namespace
