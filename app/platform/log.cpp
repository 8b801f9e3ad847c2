#include "app/platform/log.h"

#include "app/platform/systemclock.h"
#include "model/domain/text.h"

#include <QByteArray>
#include <QLoggingCategory>

#include <unistd.h>

namespace stint
{

namespace
{

const char *levelText(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "error";
    case QtFatalMsg:
        return "fatal";
    }
    return "";
}

void write(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    QByteArray text = redacted(message).toUtf8();
    for (char &c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            c = ' ';
    }
    SystemClock clock;
    const QByteArray line = toText(clock.sample().wall).toUtf8() + ' ' + levelText(type) + ' ' +
                            (context.category ? context.category : "default") + ": " + text + '\n';
    [[maybe_unused]] const auto written =
        ::write(STDERR_FILENO, line.constData(), static_cast<std::size_t>(line.size()));
}

} // namespace

void logToStderr()
{
    qInstallMessageHandler(write);
}

} // namespace stint
