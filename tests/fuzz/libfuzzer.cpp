#include "tests/fuzz/targets.h"

#include <cstdint>

// One fuzzer: STINT_FUZZ_TARGET names its function.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    stint::test::STINT_FUZZ_TARGET(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    return 0;
}
