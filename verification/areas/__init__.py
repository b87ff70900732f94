"""Lists of administrative areas: codes of ten digits and their names.

`administrative.csv`: 행정동, by the 행정기관코드 of the Ministry of the Interior and Safety
(행정안전부, 공공누리 제1유형) as of 1 May 2023; `until` is the last day of those that are no more.
`legal_sejong.csv`: the 법정동 of Sejong down to its 읍면동, without the 리 below.
"""
