#pragma once

#include <QByteArray>

namespace stint::wire
{

/// The OpenRPC document of the socket interface, made from the method table; compact, made once.
const QByteArray &openRpcDocument();
/// The same, indented, as it is kept in resources/api/openrpc.json.
QByteArray openRpcText();

} // namespace stint::wire
