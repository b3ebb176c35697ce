// The nodes that bring values in: fields of the store, exogenous series, tables.
#pragma once

#include "signals/nodes.hpp"

namespace relval {

std::unique_ptr<SignalRun::Node> make_field_node(const std::string& field, Basis, const SignalInputs&, RowBuffer);
std::unique_ptr<SignalRun::Node> make_exogenous_node(const Series&, const MarketData&, RowBuffer);
std::unique_ptr<SignalRun::Node> make_table_node(const DatedTable&, const MarketData&, RowBuffer);

}  // namespace relval
