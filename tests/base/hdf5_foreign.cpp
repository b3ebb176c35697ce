#include "hdf5_foreign.hpp"

#include <hdf5.h>

#include <cstdint>
#include <vector>

namespace relval::test {

namespace {

hid_t create_file(const std::string& path) {
  return H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
}

void put(hid_t file, const char* name, hid_t stored, hid_t in_memory, std::vector<hsize_t> shape, const void* values,
         hid_t creation = H5P_DEFAULT) {
  const hid_t space = H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr);
  const hid_t id = H5Dcreate2(file, name, stored, space, H5P_DEFAULT, creation, H5P_DEFAULT);
  if (values) H5Dwrite(id, in_memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
  H5Dclose(id);
  H5Sclose(space);
}

hid_t chunked(std::vector<hsize_t> chunk) {
  const hid_t list = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_chunk(list, static_cast<int>(chunk.size()), chunk.data());
  return list;
}

hid_t boolean_type() {  // as h5py stores numpy.bool_
  const hid_t type = H5Tenum_create(H5T_STD_I8LE);
  const std::int8_t no = 0, yes = 1;
  H5Tenum_insert(type, "FALSE", &no);
  H5Tenum_insert(type, "TRUE", &yes);
  return type;
}

}  // namespace

void write_foreign_types(const std::string& path) {
  const hid_t file = create_file(path);
  const double numbers[3] = {1.5, -2, 1e6};
  const double whole[3] = {1, -2, 3};
  const double positive[3] = {1, 2, 3};
  const std::uint64_t huge[3] = {1, 2, UINT64_MAX};
  put(file, "float32", H5T_IEEE_F32LE, H5T_NATIVE_DOUBLE, {3}, numbers);
  put(file, "big_endian", H5T_IEEE_F64BE, H5T_NATIVE_DOUBLE, {3}, numbers);
  put(file, "int16", H5T_STD_I16LE, H5T_NATIVE_DOUBLE, {3}, whole);
  put(file, "uint8", H5T_STD_U8LE, H5T_NATIVE_DOUBLE, {3}, positive);
  put(file, "uint64", H5T_STD_U64LE, H5T_NATIVE_UINT64, {3}, huge);
  const std::int8_t flags[3] = {1, 0, 1};
  const hid_t boolean = boolean_type();
  put(file, "bool", boolean, boolean, {3}, flags);
  const hid_t deflated = chunked({2});
  H5Pset_shuffle(deflated);
  H5Pset_deflate(deflated, 6);
  put(file, "gzip", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {3}, numbers, deflated);

  const hid_t variable = H5Tcopy(H5T_C_S1);
  H5Tset_size(variable, H5T_VARIABLE);
  const char* texts[3] = {"ORCL", "", "caf\xc3\xa9  "};
  put(file, "variable", variable, variable, {3}, texts);
  const hid_t padded = H5Tcopy(H5T_FORTRAN_S1);
  H5Tset_size(padded, 4);
  put(file, "padded", padded, padded, {2}, "AB  CDEF");

  const hid_t complex = H5Tcreate(H5T_COMPOUND, 8);
  H5Tinsert(complex, "r", 0, H5T_NATIVE_FLOAT);
  put(file, "compound", complex, complex, {3}, nullptr);
  put(file, "unwritten", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {1u << 20, 1u << 20}, nullptr, chunked({64, 64}));
  H5Fclose(file);
}

void write_foreign_storage(const std::string& path) {
  const hid_t file = create_file(path);
  const double numbers[4] = {1, 2, 3, 4};
  put(file, "plain", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {4}, numbers);
  H5Lcreate_soft("/plain", file, "soft", H5P_DEFAULT, H5P_DEFAULT);
  H5Lcreate_external("/etc/passwd", "/x", file, "outside", H5P_DEFAULT, H5P_DEFAULT);
  H5Lcreate_hard(file, "/plain", file, "hard", H5P_DEFAULT, H5P_DEFAULT);

  const hid_t external = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_external(external, "/etc/passwd", 0, 32);
  put(file, "external", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {4}, nullptr, external);

  const hsize_t four[1] = {4};
  const hid_t space = H5Screate_simple(1, four, nullptr), mapped = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_virtual(mapped, space, "other.h5", "/plain", space);
  put(file, "virtual", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {4}, nullptr, mapped);

  const hid_t scaled = chunked({4});
  H5Pset_scaleoffset(scaled, H5Z_SO_FLOAT_DSCALE, 2);
  put(file, "scaled", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {4}, numbers, scaled);
  put(file, "cube", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {1, 2, 2}, numbers);
  const hid_t null_space = H5Screate(H5S_NULL);
  H5Dclose(H5Dcreate2(file, "null", H5T_IEEE_F64LE, null_space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
  H5Gclose(H5Gcreate2(file, "group", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
  H5Fclose(file);
}

void write_ring(const std::string& path) {
  const hid_t file = create_file(path);
  H5Gclose(H5Gcreate2(file, "group", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
  H5Lcreate_hard(file, "/", file, "group/ring", H5P_DEFAULT, H5P_DEFAULT);
  H5Fclose(file);
}

bool any_object_has_a_time(const std::string& path) {
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  bool any = false;
  const auto look = [](hid_t, const char*, const H5O_info_t* info, void* found) -> herr_t {
    if (info->atime != 0 || info->mtime != 0 || info->ctime != 0 || info->btime != 0) *static_cast<bool*>(found) = true;
    return 0;
  };
  H5Ovisit2(file, H5_INDEX_NAME, H5_ITER_INC, look, &any, H5O_INFO_TIME);
  H5Fclose(file);
  return any;
}

void release_library_memory() { H5garbage_collect(); }

double panel_value(int row, int column) { return row * 1000.0 + column; }

void write_unchecked_panel(const std::string& path, int rows, int columns, int chunk_rows, int chunk_columns) {
  const hid_t file = create_file(path);
  std::vector<double> values;
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) values.push_back(panel_value(r, c));
  }
  const hid_t creation = chunk_rows > 0
                             ? chunked({static_cast<hsize_t>(chunk_rows), static_cast<hsize_t>(chunk_columns)})
                             : H5P_DEFAULT;
  put(file, "panel", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {static_cast<hsize_t>(rows), static_cast<hsize_t>(columns)},
      values.data(), creation);
  H5Fclose(file);
}

}  // namespace relval::test
