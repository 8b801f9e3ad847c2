#include "storage/schema/migrator.h"

#include "storage/schema/migrations.h"

namespace stint
{

Stored<void> migrate(Connection &connection)
{
    const int present = connection.schemaVersion();
    for (const Migration &step : migrations()) {
        if (step.version <= present)
            continue;
        connection.exec("BEGIN IMMEDIATE");
        connection.exec(step.sql);
        connection.prepareOnce("PRAGMA user_version = " + QByteArray::number(step.version)).run();
        connection.exec("COMMIT");
        if (connection.hasFailed()) {
            const StoreError fault = *connection.fault();
            connection.clearFault();
            if (connection.inTransaction())
                connection.exec("ROLLBACK");
            return tl::unexpected(fault);
        }
    }
    return {};
}

} // namespace stint
