#include "model/viewmodels/toastmodel.h"

#include "model/items/enginewords.h"
#include "model/items/texts.h"
#include "model/viewmodels/viewlimits.h"

namespace stint
{

void ToastModel::say(const QString &text, int deed)
{
    add({{}, texts::oneLine(text), {}, look::Tone::Quiet, false, deed});
}

void ToastModel::explain(const QString &text, const QString &detail)
{
    add({{}, texts::oneLine(text), texts::oneLine(detail), look::Tone::Attention, false});
}

void ToastModel::fail(const QString &what, const Error &error)
{
    QString detail = enginewords::refusal(error);
    if (const QString next = error.data.value(QLatin1String("suggest")).toString(); !next.isEmpty())
        detail += QLatin1Char(' ') + texts::advice(next);
    add({{}, texts::oneLine(what), detail, look::Tone::Danger, true});
    if (error.code == ErrorCode::StorageUnavailable)
        Q_EMIT storeFailed(texts::oneLine(enginewords::refusal(error)));
}

void ToastModel::fail(const QString &what, const QString &why)
{
    add({{}, texts::oneLine(what), texts::oneLine(why), look::Tone::Danger, true});
}

void ToastModel::dismiss(const QString &key)
{
    auto kept = rows();
    std::erase_if(kept, [&key](const ToastRow &row) { return row.key == key; });
    assign(kept);
}

void ToastModel::add(ToastRow row)
{
    row.key = QString::number(++m_last);
    auto next = rows();
    next.push_back(std::move(row));
    while (next.size() > viewlimits::toasts)
        next.erase(next.begin());
    assign(next);
}

} // namespace stint
