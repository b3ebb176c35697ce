// Principal components.
#include "reference/topics.hpp"
#include "signals/pca.hpp"

using namespace relval;

namespace reference {

void add_pca(Functions& all) {
  all["pca"] = [](const Case& c) {
    const bool correlation = c.text("matrix", "covariance") == "correlation";
    const Pca p = pca(c.columns(), correlation ? PcaMatrix::correlation : PcaMatrix::covariance);
    return json{{"eigenvalues", p.eigenvalues}, {"explained", p.explained}, {"loadings", p.loadings}};
  };
}

}  // namespace reference
