#include "app/wire/openrpc.h"

#include <cstdio>

/// Prints the OpenRPC document; `ninja openrpc` puts it into resources/api/openrpc.json.
int main()
{
    const QByteArray text = stint::wire::openRpcText();
    return std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout) ==
                   static_cast<std::size_t>(text.size())
               ? 0
               : 1;
}
