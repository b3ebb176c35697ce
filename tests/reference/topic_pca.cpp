// Principal components.
#include "reference/topics.hpp"
#include "signals/pca.hpp"

using namespace relval;

namespace reference {

void add_pca(Functions& all) {
  all["pca"] = [](const Case& c) -> json {
    const bool correlation = c.text("matrix", "covariance") == "correlation";
    const Pca p = pca(c.columns(), correlation ? PcaMatrix::correlation : PcaMatrix::covariance);
    if (p.status != Status::ok) return nothing();
    json out{{"eigenvalues", p.eigenvalues}, {"explained", p.explained}, {"loadings", p.loadings}};
    std::vector<double> first, last;
    for (const Column& column : c.columns()) {
      first.push_back(column.front());
      last.push_back(column.back());
    }
    out["scores_first"] = pca_scores(p, first);
    out["scores_last"] = pca_scores(p, last);
    return out;
  };
}

}  // namespace reference
