#pragma once

#include <array>

#include <string.h>

namespace stint
{

/// The 256-bit key of a board. Wiped when it dies, never copied, never printed; there is no way to format it.
class SecretKey
{
public:
    static constexpr std::size_t size = 32;
    using Bytes = std::array<unsigned char, size>;

    SecretKey() = default;
    /// Takes the bytes over and wipes \a bytes.
    explicit SecretKey(Bytes &bytes)
        : m_bytes(bytes)
    {
        ::explicit_bzero(bytes.data(), bytes.size());
    }
    SecretKey(SecretKey &&other) noexcept
        : SecretKey(other.m_bytes)
    {
    }
    SecretKey &operator=(SecretKey &&other) noexcept
    {
        m_bytes = other.m_bytes;
        ::explicit_bzero(other.m_bytes.data(), size);
        return *this;
    }
    SecretKey(const SecretKey &) = delete;
    SecretKey &operator=(const SecretKey &) = delete;
    ~SecretKey() { ::explicit_bzero(m_bytes.data(), size); }

    const Bytes &bytes() const { return m_bytes; }

private:
    Bytes m_bytes{};
};

} // namespace stint
