#include "storage/engine/boardfile.h"
#include "storage/keys/filekeystore.h"
#include "tests/support/fakes.h"

#include <QCoreApplication>

#include <semaphore>

#include <unistd.h>

using namespace stint;

namespace
{

/// Appends one numbered event; says its number on standard output once the engine calls it kept.
class Step final : public WriteCommand
{
public:
    Step(int number, std::counting_semaphore<> &room)
        : m_number(number)
        , m_room(room)
    {
    }
    bool execute(StoreTransaction &store, Time now) override
    {
        Event event;
        event.id = EventId(QStringLiteral("evt-%1").arg(m_number, 8, 10, QLatin1Char('0')));
        event.type = QStringLiteral("engine.started");
        event.time = now;
        event.actor = {ActorKind::Daemon, QStringLiteral("child")};
        event.origin = {OriginKind::Daemon, QStringLiteral("child")};
        store.appendEvent(event);
        store.putMeta("last", QString::number(m_number));
        return true;
    }
    void finish(const Done &outcome) override
    {
        if (outcome) {
            const QByteArray line = QByteArray::number(m_number) + '\n';
            std::ignore = ::write(STDOUT_FILENO, line.constData(), static_cast<std::size_t>(line.size()));
        }
        m_room.release();
    }

private:
    int m_number;
    std::counting_semaphore<> &m_room;
};

} // namespace

/// storage_writing_child BOARD FIRST: writes events until it is killed, several in flight.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    FileKeyStore keys;
    test::FakeClock clock;
    auto board = BoardFile::open(app.arguments().at(1), OpenMode::OpenExisting, keys, clock);
    if (!board)
        return 2;
    (*board)->start();
    std::counting_semaphore<> room(8);
    for (int number = app.arguments().at(2).toInt();; ++number) {
        room.acquire();
        (*board)->writer().submit(std::make_unique<Step>(number, room));
    }
}
