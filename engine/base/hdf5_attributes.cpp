// Reads attributes: one text or one number each.
#include <hdf5.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/hdf5_reader_impl.hpp"
#include "base/text.hpp"

namespace relval::h5 {

namespace {

herr_t collect_name(hid_t, const char* name, const H5A_info_t*, void* out) {
  static_cast<std::vector<std::string>*>(out)->emplace_back(name);
  return 0;
}

struct Attribute {
  Handle id, type, space;
  bool exists = false;
  bool one_value() const { return H5Sget_simple_extent_npoints(space) == 1; }
};

Attribute open_attribute(Id file, const std::string& object, const std::string& name) {
  Attribute a;
  const htri_t found = H5Aexists_by_name(file, object.c_str(), name.c_str(), H5P_DEFAULT);
  if (found == 0) return a;
  a.exists = true;
  if (found < 0) return a;
  a.id = Handle(H5Aopen_by_name(file, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  if (!a.id.valid()) return a;
  a.type = Handle(H5Aget_type(a.id), H5Tclose);
  a.space = Handle(H5Aget_space(a.id), H5Sclose);
  return a;
}

std::optional<std::string> variable_text(const Attribute& a) {
  char* text = nullptr;
  if (H5Aread(a.id, a.type, &text) < 0) return std::nullopt;
  std::string copy = text ? unpadded(text, std::char_traits<char>::length(text)) : "";
  H5Dvlen_reclaim(a.type, a.space, H5P_DEFAULT, &text);
  return copy;
}

std::optional<std::string> fixed_text(const Attribute& a) {
  std::vector<char> bytes(H5Tget_size(a.type));
  if (H5Aread(a.id, a.type, bytes.data()) < 0) return std::nullopt;
  return unpadded(bytes.data(), bytes.size());
}

}  // namespace

std::optional<std::string> Reader::text_attribute(std::string_view object, std::string_view name) const {
  impl_->require_hard_links(object);
  if (!has(object)) return std::nullopt;
  const std::string place = std::string(object) + " @" + std::string(name);
  const Attribute a = open_attribute(impl_->file, std::string(object), std::string(name));
  if (!a.exists) return std::nullopt;
  if (!a.space.valid() || !a.type.valid()) impl_->fail_library(place, "the attribute cannot be read");
  if (H5Tget_class(a.type) != H5T_STRING || !a.one_value()) {
    impl_->fail(place, format("one text was expected, found {}", type_name(a.type)));
  }
  const auto text = H5Tis_variable_str(a.type) > 0 ? variable_text(a) : fixed_text(a);
  if (!text) impl_->fail_library(place, "the attribute cannot be read");
  return text;
}

std::optional<double> Reader::number_attribute(std::string_view object, std::string_view name) const {
  impl_->require_hard_links(object);
  if (!has(object)) return std::nullopt;
  const std::string place = std::string(object) + " @" + std::string(name);
  const Attribute a = open_attribute(impl_->file, std::string(object), std::string(name));
  if (!a.exists) return std::nullopt;
  if (!a.space.valid() || !a.type.valid()) impl_->fail_library(place, "the attribute cannot be read");
  const H5T_class_t kind = H5Tget_class(a.type);
  if ((kind != H5T_INTEGER && kind != H5T_FLOAT && kind != H5T_ENUM) || !a.one_value()) {
    impl_->fail(place, format("one number was expected, found {}", type_name(a.type)));
  }
  double value = 0;
  if (H5Aread(a.id, H5T_NATIVE_DOUBLE, &value) < 0) impl_->fail_library(place, "the attribute cannot be read");
  return value;
}

std::vector<std::string> Reader::attribute_names(std::string_view object) const {
  impl_->require_hard_links(object);
  std::vector<std::string> names;
  if (!has(object)) return names;
  if (H5Aiterate_by_name(impl_->file, std::string(object).c_str(), H5_INDEX_NAME, H5_ITER_NATIVE, nullptr, collect_name,
                         &names, H5P_DEFAULT) < 0) {
    impl_->fail_library(object, "the attributes cannot be read");
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace relval::h5
