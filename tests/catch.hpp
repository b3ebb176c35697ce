// Catch2 v2 as Debian 12 ships it.
#pragma once
#include <catch2/catch.hpp>
