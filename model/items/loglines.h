#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <deque>

namespace stint
{

/// The end of what a command has written, line by line, as a terminal without colours would show it: controls and marks
/// of direction are visible (SHL-06). Holds a bounded number of bounded lines. Roles: `line`, and `found` for those
/// that contain the text that is looked for. Thread: gui.
class LogLines : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the view-model of the logs")
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)
    Q_PROPERTY(QString needle READ needle WRITE setNeedle NOTIFY changed FINAL)
    Q_PROPERTY(int hits READ hits NOTIFY changed FINAL)
    Q_PROPERTY(qint64 dropped READ dropped NOTIFY changed FINAL)

public:
    static constexpr std::size_t linesMax = 2'000;
    static constexpr qsizetype lineChars = 1'000; ///< what is longer ends with an ellipsis
    static constexpr qsizetype charsMax = 200'000;

    explicit LogLines(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return static_cast<int>(m_lines.size()); }
    QString needle() const { return m_needle; }
    void setNeedle(const QString &needle);
    int hits() const { return m_hits; }
    /// Lines that have given way to newer ones.
    qint64 dropped() const { return m_dropped; }

    /// Takes the next part of the output; it may end in the middle of a line, or of a colour.
    void write(const QString &text);
    /// The nearest line after (before) \a row that contains the needle, going round at the ends; −1 when none does.
    Q_INVOKABLE int next(int row, bool forward) const;

Q_SIGNALS:
    void changed();

private:
    enum class Role { Line = Qt::UserRole, Found };
    struct Line {
        QString text;
        bool found = false;
    };

    QString shown(const QString &raw) const;
    bool contains(const QString &line) const;
    void add(QStringList raw);
    void change(std::size_t row, const QString &text);
    void dropOldest();

    std::deque<Line> m_lines;
    QString m_open;        ///< the line that has not ended yet, as it was written
    bool m_isOpen = false; ///< the last row shows it
    QString m_needle;
    int m_hits = 0;
    qint64 m_dropped = 0;
    qsizetype m_chars = 0;
};

} // namespace stint
